"""A whole pack in miniature: two papers, one strategy, one scheme."""

import pytest

from technopole.plan.packs import Pack

HASH = "0" * 64
FILES = {
    "pack.toml": 'name_en = "Examplia"\nname_zh_hant = "例國"\nplan_source = "plan-2022"\n',
    "sources.csv": (
        "id,number,title_en,title_zh_hant,short_en,short_zh_hant,publisher_en,publisher_zh_hant,published,"
        "published_as,file,official_page,condition_en,condition_zh_hant\n"
        "plan-2022,001,The plan,計劃,the plan,計劃,Bureau,政策局,2022-12-31,2022-12,plan.txt,https://example.org,,\n"
        "paper-2023,002,A paper,文件,the paper,文件,Bureau,政策局,2023-11-13,2023-11-13,paper.txt,https://example.org,,\n"
    ),
    "measures.csv": (
        "id,name_en,name_zh_hant,unit,nature,good,definition_en,definition_zh_hant\n"
        "lines,Production lines,生產線,count,cumulative,up,,\n"
        "split,Public to private,公私比例,ratio,ratio,down,,\n"
    ),
    "facts/plan-2022.csv": (
        "id,subject,measure,value,unit,qualifier,as_at,kind,heading,first_line,last_line,passage,reading,note_en,note_zh_hant\n"
        f"001-001,new-scheme,lines,30,count,about,2022,actual,p 1,1,1,{HASH},printed,,\n"
        f"001-002,new-scheme,lines,130,count,over,2027,target,p 1,2,2,{HASH},printed,,\n"
        f"001-003,home,split,58:42,ratio,exact,2020,actual,p 1,3,3,{HASH},printed,,\n"
        f"001-004,home,split,50:50,ratio,exact,2025,target,p 1,3,3,{HASH},printed,,\n"
    ),
    "facts/paper-2023.csv": (
        "id,subject,measure,value,unit,qualifier,as_at,kind,heading,first_line,last_line,passage,reading,note_en,note_zh_hant\n"
        f"002-001,new-scheme,lines,56,count,exact,2023-08-31,actual,p 1,1,1,{HASH},printed,,\n"
    ),
    "tensions.toml": "",
    "tree.csv": (
        "id,parent,level,number,title_en,title_zh_hant,standing,heading,first_line,last_line,passage,note_en,note_zh_hant\n"
        f"V,,vision,V,Be first,成為第一,,p 1,1,1,{HASH},,\n"
        f"D1,V,direction,D1,Make more,多作生產,,p 1,1,1,{HASH},,\n"
        f"S1,D1,strategy,S1,Build lines,建生產線,,p 1,1,1,{HASH},,\n"
        f"S1.a,S1,measure,S1.a,Pay for lines,資助生產線,new,p 1,1,1,{HASH},,\n"
    ),
    "entities.csv": (
        "id,kind,name_en,name_zh_hant,summary_en,summary_zh_hant\n"
        "new-scheme,scheme,New Scheme,新計劃,Pays for lines.,資助生產線。\n"
        "office,institution,The Office,,Runs the scheme.,管理計劃。\n"
        "home,economy,Examplia,例國,The place itself.,該地本身。\n"
    ),
    "names.csv": (
        "entity,name,language,kind,from,until,source\n"
        "new-scheme,Old Scheme,en,former,2020,2023-06,plan-2022\n"
        "new-scheme,舊計劃,zh-hant,former,2020,2023-06,plan-2022\n"
        "new-scheme,NS,en,short,,,\n"
    ),
    "links.csv": "entity,relation,other\nnew-scheme,run-by,office\nnew-scheme,serves,S1\n",
    "statements.csv": (
        "entity,source,heading,first_line,last_line,passage,status,as_at,says_en,says_zh_hant\n"
        f"new-scheme,plan-2022,p 1,1,1,{HASH},open,,Takes applications.,接受申請。\n"
        f"office,paper-2023,p 1,1,1,{HASH},operating,,Runs it.,負責管理。\n"
    ),
    "initiatives.csv": "id,name_en,name_zh_hant,node,entity\nmore-lines,More lines,更多生產線,S1,new-scheme\n",
    "initiative_statuses.csv": (
        "initiative,source,status,as_at,says_en,says_zh_hant,heading,first_line,last_line,passage\n"
        f"more-lines,paper-2023,under-way,2023-08,Going on.,進行中。,p 1,1,1,{HASH}\n"
        f"more-lines,plan-2022,announced,,Will be done.,將推行。,p 1,1,1,{HASH}\n"
    ),
    "indicators.csv": (
        "id,set,number,name_en,name_zh_hant,node,subject,measure,unit,good,note_en,note_zh_hant\n"
        "lines,work,1,Lines,生產線,S1,new-scheme,lines,count,up,,\n"
        "split,development,1.3,Split,比例,S1,home,split,ratio,down,,\n"
    ),
    "indicator_points.csv": (
        "indicator,role,printed,column_head,year_named,figure_period,fact\n"
        "lines,baseline,about 30,,2022,2022,001-001\n"
        "lines,target,over 130,,2027,2027,001-002\n"
        "split,baseline,58:42,2022 (Figures of 2020),2022,2020,001-003\n"
        "split,target,50:50,2027 (Figures of 2025),2027,2025,001-004\n"
    ),
    "carried_out_by.csv": "node,entity\nS1.a,new-scheme\n",
}


@pytest.fixture
def files():
    """The pack's files, free to be spoilt by a test."""
    return {name: text.encode() for name, text in FILES.items()}


@pytest.fixture
def pack(files):
    return Pack.read("examplia", files)
