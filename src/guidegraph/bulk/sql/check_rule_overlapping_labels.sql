-- What has a label that another resource may have, too; check_repeated has numbers of such labels.
SELECT iri FROM check_repeated
