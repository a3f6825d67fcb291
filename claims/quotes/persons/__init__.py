"""Who a mention is: surnames, pronouns, roles and kin given to those whom the text has named."""
