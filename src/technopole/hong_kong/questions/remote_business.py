"""The information technology solutions with which an enterprise went on with its business in the epidemic."""

from technopole.rules.language import amount, items, number, yes_no

cost = amount(
    "solution.cost",
    en="What does the solution cost?",
    zh_hant="方案的費用是多少？",
    example="90000",
    noun=("the cost of the solution", "方案費用"),
    most=100_000_000,
)
training_cost = amount(
    "solution.training_cost",
    en="What does the training of staff in it cost?",
    zh_hant="相關員工培訓的費用是多少？",
    example="9000",
    noun=("the cost of training", "培訓費用"),
    most=100_000_000,
)
solutions = items(
    "remote_business.solutions",
    en="Which solutions does the enterprise adopt?",
    zh_hant="企業採用哪些方案？",
    fields=(cost, training_cost),
    most=20,
    noun=("the solutions", "方案"),
)
subscription_months = number(
    "remote_business.subscription_months",
    en="For how many months is the longest subscription to a solution?",
    zh_hant="各方案中最長的訂用期為多少個月？",
    unit="months",
    most=120,
    example="12",
    noun=("the length of the longest subscription", "最長訂用期"),
)
applications_before = number(
    "remote_business.applications_before",
    en="How many applications of the enterprise to the Distance Business Programme were approved before?",
    zh_hant="企業此前有多少宗遙距營商計劃申請獲批？",
    unit="count",
    most=100,
    example="0",
    noun=("the number of earlier applications", "以往獲批申請數目"),
)
granted_before = amount(
    "remote_business.granted_before",
    en="How much has the Distance Business Programme already granted the enterprise?",
    zh_hant="企業此前已獲遙距營商計劃批出多少資助？",
    example="0",
    noun=("what was granted before", "以往批出的款額"),
    why=(
        "What was granted before counts towards a ceiling.",
        "此前批出的款額計入上限。",
    ),
    most=100_000_000,
)
other_categories = yes_no(
    "remote_business.other_categories",
    en="Are all solutions of categories that the first application did not have?",
    zh_hant="所有方案的類別是否均與首次申請不同？",
    yes=(
        "all solutions are of categories that the first application did not have",
        "所有方案的類別均與首次申請不同",
    ),
    no=(
        "not all solutions are of categories that the first application did not have",
        "並非所有方案的類別均與首次申請不同",
    ),
)
