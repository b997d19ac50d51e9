"""The routes that users of OpenFisca know, over the rules: situations in, situations out.

Written from what that Web API takes and gives; nothing of its code is used here.
"""
