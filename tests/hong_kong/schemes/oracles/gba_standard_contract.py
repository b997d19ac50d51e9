"""GBA Standard Contract, worked out by hand: pilot sectors from December 2023, all from November 2024."""

from datetime import date

ON = date(2025, 6, 1)
FITS = {
    "applicant.kind": "company",
    "plans.transfer_personal_data": True,
    "data_transfer.direction": "to-hong-kong",
    "company.sector": "retail",
    "data_transfer.consented": True,
}
CHECK_POINTS = ()


def oracle(a, on):
    day = a["data_transfer.starts_on"]
    if (
        day < date(2023, 12, 1)
        or a["applicant.kind"] == "person"
        or not a["plans.transfer_personal_data"]
        or a["data_transfer.direction"] != "to-hong-kong"
        or not a["data_transfer.consented"]
    ):
        return False, {}
    if day < date(2023, 12, 31):
        return None
    if a["company.sector"] in {"finance", "healthcare"} or day >= date(2024, 11, 30):
        return True, {}
    return (False, {}) if day < date(2024, 11, 1) else None
