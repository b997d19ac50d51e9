"""The schemes of Hong Kong, one page each: parameters, conditions, judgements, awards, gaps."""
