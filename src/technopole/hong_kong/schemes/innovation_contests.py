"""Contests and culture: the City I&T Grand Challenge, the Hong Kong ICT Awards, InnoCarnival.

There is no rule for money; winners of the Challenge get training and a trial.
"""

from technopole.rules.language import applying, date, described, gap, known

SCHEME = described(
    "innovation-contests",
    code="CONTEST",
    en="Innovation contests and culture",
    zh_hant="創科比賽及文化推廣",
    summary=(
        "Contests and fairs that bring out ideas; the best of the Grand Challenge are trained and tried out.",
        "以比賽及活動推動創意；城市創科大挑戰的優勝者可獲培訓及試用機會。",
    ),
    run_by="innovation-and-technology-commission",
    confirmed=date(2025, 3, 31),
    applying=applying(
        en="Enter while a contest is open; the Grand Challenge has groups for the public, universities and schools.",
        zh_hant="於比賽接受報名時參加；城市創科大挑戰設公開組、大學組及學校組別。",
        reference="factsheet-2025, lines 538-555",
    ),
    known=(
        known(
            en="The first City I&T Grand Challenge began in December 2020.",
            zh_hant="首屆城市創科大挑戰於2020年12月推出。",
            reference="legco-2021, Annex (5), line 1065",
        ),
        known(
            en="The second began in March 2024; winners of the open and the university groups get training and support to make prototypes for trials at government departments or public organisations.",
            zh_hant="第二屆於2024年3月推出；公開組及大學／專上院校組優勝者可獲培訓及支援，製作原型在政府部門或公營機構試用。",
            reference="factsheet-2025, lines 538-555",
        ),
        known(
            en="It had 23 winning solutions.",
            zh_hant="共有23個得獎方案。",
            reference="factsheet-2025, lines 545-549",
        ),
        known(
            en="The Hong Kong ICT Awards have been held since 2006.",
            zh_hant="香港資訊及通訊科技獎自2006年起舉辦。",
            reference="factsheet-2025, lines 565-573",
        ),
    ),
    gaps=(
        gap(
            en="The count of 23 winners is split across the damaged text of the factsheet.",
            zh_hant="23個得獎方案的數字散見於《香港便覽》受損的文本。",
        ),
    ),
    also=("city-it-grand-challenge", "hong-kong-ict-awards", "innocarnival"),
)
