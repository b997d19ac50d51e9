"""Bodies that rules name though no document of the pack speaks of them, with their official names."""

from technopole.rules.language import Text

BODIES = {
    "companies-registry": Text("Companies Registry", "公司註冊處"),
    "environment-and-ecology-bureau": Text("Environment and Ecology Bureau", "環境及生態局"),
    "food-and-environmental-hygiene-department": Text(
        "Food and Environmental Hygiene Department", "食物環境衞生署"
    ),
    "immigration-department": Text("Immigration Department", "入境事務處"),
    "inland-revenue-department": Text("Inland Revenue Department", "稅務局"),
    "labour-department": Text("Labour Department", "勞工處"),
    "land-registry": Text("Land Registry", "土地註冊處"),
    "social-welfare-department": Text("Social Welfare Department", "社會福利署"),
    "vocational-training-council": Text("Vocational Training Council", "職業訓練局"),
}
