"""The addresses of support; the list of all schemes stands at its root, in the portal."""

from django.urls import path

from technopole.site.support.views import check, find, own_table, scheme, what_if

app_name = "support"

urlpatterns = [
    path("find/", find.find, name="find"),
    path("find/result/", find.result, name="find-result"),
    path("schemes/<slug:scheme>/", scheme.scheme, name="scheme"),
    path("schemes/<slug:scheme>/check/", check.check, name="check"),
    path("what-if/", what_if.choose, name="what-if"),
    path("what-if/<slug:scheme>/", what_if.what_if, name="what-if"),
    path("what-if/<slug:scheme>/result.csv", what_if.result, name="what-if-result"),
    path("what-if/<slug:scheme>/table/", own_table.table, name="what-if-table"),
    path("what-if/<slug:scheme>/table/template.csv", own_table.template, name="what-if-template"),
]
