-- A record as schema r0003 wrote it (dragoman 0.1.0): as that of r0002, without links.
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
CREATE TABLE documents (
	id VARCHAR NOT NULL, 
	url TEXT, 
	publisher TEXT, 
	title TEXT, 
	published VARCHAR, 
	published_day VARCHAR, 
	language VARCHAR, 
	characters INTEGER NOT NULL, superseded_by VARCHAR CONSTRAINT fk_documents_superseded_by REFERENCES documents (id), 
	CONSTRAINT pk_documents PRIMARY KEY (id)
);
CREATE TABLE runs (
	id INTEGER NOT NULL, 
	started VARCHAR NOT NULL, 
	finished VARCHAR, 
	dragoman VARCHAR NOT NULL, 
	status VARCHAR NOT NULL, 
	added INTEGER NOT NULL, 
	unchanged INTEGER NOT NULL, 
	rejected INTEGER NOT NULL, 
	CONSTRAINT pk_runs PRIMARY KEY (id)
);
CREATE TABLE quarantine (
	id INTEGER NOT NULL, 
	run_id INTEGER, 
	origin TEXT NOT NULL, 
	line INTEGER, 
	reason TEXT NOT NULL, 
	sample TEXT NOT NULL, 
	rejected VARCHAR NOT NULL, 
	CONSTRAINT pk_quarantine PRIMARY KEY (id), 
	CONSTRAINT fk_quarantine_run_id FOREIGN KEY(run_id) REFERENCES runs (id) ON DELETE SET NULL
);
CREATE TABLE reports (
	id INTEGER NOT NULL, 
	document_id VARCHAR NOT NULL, 
	run_id INTEGER, 
	content VARCHAR NOT NULL, 
	versions JSON NOT NULL, 
	created VARCHAR NOT NULL, 
	current BOOLEAN NOT NULL, 
	json TEXT NOT NULL, 
	CONSTRAINT pk_reports PRIMARY KEY (id), 
	CONSTRAINT fk_reports_document_id FOREIGN KEY(document_id) REFERENCES documents (id) ON DELETE CASCADE, 
	CONSTRAINT fk_reports_run_id FOREIGN KEY(run_id) REFERENCES runs (id) ON DELETE SET NULL
);
CREATE TABLE entities (
	report_id INTEGER NOT NULL, 
	id VARCHAR NOT NULL, 
	name TEXT NOT NULL, 
	kind VARCHAR NOT NULL, 
	country VARCHAR, 
	sectors JSON NOT NULL, 
	title TEXT, 
	affiliation TEXT, 
	members JSON NOT NULL, 
	wikidata VARCHAR, 
	cameo VARCHAR, number INTEGER DEFAULT '0' NOT NULL, published_day VARCHAR, 
	CONSTRAINT pk_entities PRIMARY KEY (report_id, id), 
	CONSTRAINT fk_entities_report_id FOREIGN KEY(report_id) REFERENCES reports (id) ON DELETE CASCADE
);
CREATE TABLE events (
	report_id INTEGER NOT NULL, 
	id VARCHAR NOT NULL, 
	type VARCHAR NOT NULL, 
	modes JSON NOT NULL, 
	contexts JSON NOT NULL, 
	plain_type VARCHAR NOT NULL, 
	actors JSON NOT NULL, 
	actor_countries JSON NOT NULL, 
	recipients JSON NOT NULL, 
	recipient_countries JSON NOT NULL, 
	according_to TEXT, 
	factuality VARCHAR NOT NULL, 
	value FLOAT NOT NULL, 
	tense VARCHAR NOT NULL, 
	aspect VARCHAR NOT NULL, 
	historical BOOLEAN NOT NULL, 
	hypothetical BOOLEAN NOT NULL, 
	time VARCHAR, 
	time_grain VARCHAR, 
	first_day VARCHAR, 
	last_day VARCHAR, 
	place TEXT, 
	place_country VARCHAR, 
	latitude FLOAT, 
	longitude FLOAT, 
	geonames_id INTEGER, 
	quantities JSON NOT NULL, 
	quad VARCHAR NOT NULL, 
	intensity FLOAT, 
	cameo VARCHAR, 
	confidence FLOAT NOT NULL, 
	"trigger" TEXT NOT NULL, 
	evidence TEXT NOT NULL, 
	start INTEGER NOT NULL, 
	"end" INTEGER NOT NULL, number INTEGER DEFAULT '0' NOT NULL, published_day VARCHAR, 
	CONSTRAINT pk_events PRIMARY KEY (report_id, id), 
	CONSTRAINT fk_events_report_id FOREIGN KEY(report_id) REFERENCES reports (id) ON DELETE CASCADE
);
CREATE TABLE statements (
	report_id INTEGER NOT NULL, 
	id VARCHAR NOT NULL, 
	source TEXT, 
	source_country VARCHAR, 
	cue TEXT, 
	cue_class VARCHAR NOT NULL, 
	stance VARCHAR NOT NULL, 
	quotation VARCHAR NOT NULL, 
	audience TEXT, 
	audience_country VARCHAR, 
	within TEXT, 
	content TEXT NOT NULL, 
	time VARCHAR, 
	first_day VARCHAR, 
	last_day VARCHAR, 
	place TEXT, 
	confidence FLOAT NOT NULL, 
	start INTEGER NOT NULL, 
	"end" INTEGER NOT NULL, number INTEGER DEFAULT '0' NOT NULL, published_day VARCHAR, 
	CONSTRAINT pk_statements PRIMARY KEY (report_id, id), 
	CONSTRAINT fk_statements_report_id FOREIGN KEY(report_id) REFERENCES reports (id) ON DELETE CASCADE
);
CREATE TABLE ties (
	report_id INTEGER NOT NULL, 
	id VARCHAR NOT NULL, 
	subject TEXT NOT NULL, 
	subject_country VARCHAR, 
	relation VARCHAR NOT NULL, 
	object TEXT NOT NULL, 
	object_country VARCHAR, 
	polarity VARCHAR NOT NULL, 
	according_to TEXT, 
	since VARCHAR, 
	until VARCHAR, 
	confidence FLOAT NOT NULL, 
	evidence TEXT NOT NULL, 
	start INTEGER NOT NULL, 
	"end" INTEGER NOT NULL, number INTEGER DEFAULT '0' NOT NULL, published_day VARCHAR, 
	CONSTRAINT pk_ties PRIMARY KEY (report_id, id), 
	CONSTRAINT fk_ties_report_id FOREIGN KEY(report_id) REFERENCES reports (id) ON DELETE CASCADE
);
CREATE TABLE corrections (
	id INTEGER NOT NULL, 
	created VARCHAR NOT NULL, 
	author TEXT, 
	reason TEXT, 
	document_id VARCHAR, 
	start INTEGER, 
	"end" INTEGER, 
	action VARCHAR NOT NULL, 
	payload JSON NOT NULL, 
	undone_by INTEGER, 
	CONSTRAINT pk_corrections PRIMARY KEY (id), 
	CONSTRAINT fk_corrections_undone_by FOREIGN KEY(undone_by) REFERENCES corrections (id)
);
CREATE TABLE event_parties (
	report_id INTEGER NOT NULL, 
	event_id VARCHAR NOT NULL, 
	role VARCHAR NOT NULL, 
	number INTEGER NOT NULL, 
	entity_id VARCHAR NOT NULL, 
	member_of VARCHAR, 
	country VARCHAR, 
	name TEXT NOT NULL, 
	CONSTRAINT pk_event_parties PRIMARY KEY (report_id, event_id, role, number), 
	CONSTRAINT fk_event_parties_report_id_event_id FOREIGN KEY(report_id, event_id) REFERENCES events (report_id, id) ON DELETE CASCADE
)
 WITHOUT ROWID

;
CREATE TABLE mentions (
	report_id INTEGER NOT NULL, 
	entity_id VARCHAR NOT NULL, 
	number INTEGER NOT NULL, 
	start INTEGER NOT NULL, 
	"end" INTEGER NOT NULL, 
	form VARCHAR NOT NULL, 
	words TEXT NOT NULL, 
	CONSTRAINT pk_mentions PRIMARY KEY (report_id, entity_id, number), 
	CONSTRAINT fk_mentions_report_id_entity_id FOREIGN KEY(report_id, entity_id) REFERENCES entities (report_id, id) ON DELETE CASCADE
)
 WITHOUT ROWID

;
CREATE TABLE names (
	name TEXT NOT NULL, 
	folded TEXT NOT NULL, 
	CONSTRAINT pk_names PRIMARY KEY (name)
)
 WITHOUT ROWID

;
CREATE TABLE links (
	report_id INTEGER NOT NULL, 
	entity_id VARCHAR NOT NULL, 
	cluster VARCHAR NOT NULL, 
	score FLOAT NOT NULL, 
	features JSON NOT NULL, 
	CONSTRAINT pk_links PRIMARY KEY (report_id, entity_id), 
	CONSTRAINT fk_links_report_id_entity_id FOREIGN KEY(report_id, entity_id) REFERENCES entities (report_id, id) ON DELETE CASCADE
)
 WITHOUT ROWID

;
CREATE VIRTUAL TABLE events_words USING fts5(words, content='', tokenize='porter unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE statements_words USING fts5(words, content='', tokenize='porter unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE ties_words USING fts5(words, content='', tokenize='porter unicode61 remove_diacritics 2');
CREATE TRIGGER keep_corrections_rows BEFORE DELETE ON corrections BEGIN SELECT RAISE(ABORT, 'corrections are never changed or deleted'); END;
CREATE TRIGGER keep_corrections BEFORE UPDATE ON corrections WHEN old.undone_by IS NOT NULL OR new."id" IS NOT old."id" OR new."created" IS NOT old."created" OR new."author" IS NOT old."author" OR new."reason" IS NOT old."reason" OR new."document_id" IS NOT old."document_id" OR new."start" IS NOT old."start" OR new."end" IS NOT old."end" OR new."action" IS NOT old."action" OR new."payload" IS NOT old."payload" BEGIN SELECT RAISE(ABORT, 'corrections are never changed or deleted'); END;
CREATE TRIGGER events_words_added AFTER INSERT ON events BEGIN INSERT INTO events_words (rowid, words) VALUES (new.report_id * 1048576 + new.number, new.evidence); END;
CREATE TRIGGER events_words_gone AFTER DELETE ON events BEGIN INSERT INTO events_words (events_words, rowid, words) VALUES ('delete', old.report_id * 1048576 + old.number, old.evidence); END;
CREATE TRIGGER events_words_changed AFTER UPDATE OF report_id, number, evidence ON events BEGIN INSERT INTO events_words (events_words, rowid, words) VALUES ('delete', old.report_id * 1048576 + old.number, old.evidence); INSERT INTO events_words (rowid, words) VALUES (new.report_id * 1048576 + new.number, new.evidence); END;
CREATE TRIGGER statements_words_added AFTER INSERT ON statements BEGIN INSERT INTO statements_words (rowid, words) VALUES (new.report_id * 1048576 + new.number, new.content); END;
CREATE TRIGGER statements_words_gone AFTER DELETE ON statements BEGIN INSERT INTO statements_words (statements_words, rowid, words) VALUES ('delete', old.report_id * 1048576 + old.number, old.content); END;
CREATE TRIGGER statements_words_changed AFTER UPDATE OF report_id, number, content ON statements BEGIN INSERT INTO statements_words (statements_words, rowid, words) VALUES ('delete', old.report_id * 1048576 + old.number, old.content); INSERT INTO statements_words (rowid, words) VALUES (new.report_id * 1048576 + new.number, new.content); END;
CREATE TRIGGER ties_words_added AFTER INSERT ON ties BEGIN INSERT INTO ties_words (rowid, words) VALUES (new.report_id * 1048576 + new.number, new.evidence); END;
CREATE TRIGGER ties_words_gone AFTER DELETE ON ties BEGIN INSERT INTO ties_words (ties_words, rowid, words) VALUES ('delete', old.report_id * 1048576 + old.number, old.evidence); END;
CREATE TRIGGER ties_words_changed AFTER UPDATE OF report_id, number, evidence ON ties BEGIN INSERT INTO ties_words (ties_words, rowid, words) VALUES ('delete', old.report_id * 1048576 + old.number, old.evidence); INSERT INTO ties_words (rowid, words) VALUES (new.report_id * 1048576 + new.number, new.evidence); END;
INSERT INTO "alembic_version" VALUES('r0003');
INSERT INTO "documents" VALUES('doc-1','https://news.example/1','Fjord Wire','Norway weighs league office','2023-05-10','2023-05-10','en',390,NULL);
INSERT INTO "documents" VALUES('[31mred[0m 2J [bold]bold[/bold] :smile: <script>alert(''1'')</script> &amp; ‮esrever‬ zero​width � =1+1 "q" end','javascript:alert(1)//[31mred[0m 2J [bold]bold[/bold] :smile: <script>alert(''1'')</script> &amp; ‮esrever‬ zero​width � =1+1 "q" end','[31mred[0m 2J [bold]bold[/bold] :smile: <script>alert(''1'')</script> &amp; ‮esrever‬ zero​width � =1+1 "q" end','[31mred[0m 2J [bold]bold[/bold] :smile: <script>alert(''1'')</script> &amp; ‮esrever‬ zero​width � =1+1 "q" end','[31mred[0m 2J [bold]bold[/bold] :smile: <script>alert(''1'')</script> &amp; ‮esrever‬ zero​width � =1+1 "q" end',NULL,'en',113,NULL);
INSERT INTO "documents" VALUES('doc-2','https://news.example/1','Élan Post','Norway weighs league office','',NULL,'en',390,NULL);
INSERT INTO "runs" VALUES(1,'2026-11-29T17:03:30+00:00','2026-11-29T17:03:30+00:00','0.1.0','done',4,0,1);
INSERT INTO "quarantine" VALUES(1,1,'a.txt',NULL,'empty','','2026-11-29T17:03:30+00:00');
INSERT INTO "reports" VALUES(1,'doc-1',1,'4076b564d33cf03a60c5d3bbb83e14577c6e217965f0e76d066981b2685800ca','{"dragoman": "0.0.9", "ontology": "PLOVER 0.8", "models": {"en": "sha256:00"}, "register": null}','2026-11-29T17:03:30+00:00',0,'{"schema":"dragoman-report/1","versions":{"dragoman":"0.0.9","ontology":"PLOVER 0.8","models":{"en":"sha256:00"},"register":null},"document":{"text":"OSLO, May 10 - Norway''s foreign minister, Ola Berg, said on Wednesday that his country was discussing whether the Andean League may open an office in Oslo.\n\n\"We will decide in June,\" Berg told Nordlys Radio. The League, which Chile joined in 2009, declined to give details.\n\nChile accused Norway of arresting at least 12 of its fishermen near Bergen last week. Oslo denied arresting anyone.","id":"doc-1","title":"Norway weighs league office","publisher":"Fjord Wire","published":"2023-05-10","url":"https://news.example/1","language":"en"},"entities":[{"id":"e1","name":"Norway","kind":"country","country":"NOR","sectors":["GOV"],"title":null,"affiliation":null,"members":[],"wikidata":null,"cameo":"NORGOV","mentions":[{"span":[15,21],"form":"name"},{"span":[75,86],"form":"nominal"}]},{"id":"e2","name":"Ola Berg","kind":"person","country":"NOR","sectors":["GOV"],"title":"foreign minister","affiliation":"e1","members":[],"wikidata":null,"cameo":"NORGOV","mentions":[{"span":[42,50],"form":"name"}]},{"id":"e3","name":"Andean League","kind":"organization","country":"IGO","sectors":[],"title":null,"affiliation":null,"members":[],"wikidata":null,"cameo":null,"mentions":[{"span":[110,127],"form":"name"},{"span":[208,218],"form":"name"}]},{"id":"e4","name":"Nordlys Radio","kind":"organization","country":"NOR","sectors":["JRN"],"title":null,"affiliation":null,"members":[],"wikidata":null,"cameo":null,"mentions":[{"span":[193,206],"form":"name"}]},{"id":"e5","name":"Chile","kind":"country","country":"CHL","sectors":["GOV"],"title":null,"affiliation":null,"members":[],"wikidata":null,"cameo":null,"mentions":[{"span":[226,231],"form":"name"},{"span":[275,280],"form":"name"}]},{"id":"e6","name":"fishermen","kind":"group","country":"CHL","sectors":["CVL"],"title":null,"affiliation":null,"members":[],"wikidata":null,"cameo":null,"mentions":[{"span":[324,337],"form":"nominal"}]},{"id":"e7","name":"Norway and Chile","kind":"group","country":null,"sectors":[],"title":null,"affiliation":null,"members":["e1","e5"],"wikidata":null,"cameo":null,"mentions":[]}],"statements":[{"id":"s1","source":"e2","source_span":[42,50],"cue_span":[52,56],"content_spans":[[70,154]],"quotation":"indirect","cue_class":"speech","audience":null,"stance":"asserts","time":null,"place":null,"within":null,"confidence":0.5},{"id":"s2","source":"e2","source_span":[183,187],"cue_span":[188,192],"content_spans":[[157,182]],"quotation":"direct","cue_class":"speech","audience":"e4","stance":"asserts","time":null,"place":null,"within":null,"confidence":0.9},{"id":"s3","source":"e3","source_span":[208,218],"cue_span":[248,272],"content_spans":[],"quotation":"indirect","cue_class":"speech","audience":null,"stance":"declines","time":null,"place":null,"within":null,"confidence":0.5},{"id":"s4","source":"e5","source_span":[275,280],"cue_span":[281,288],"content_spans":[[296,359]],"quotation":"indirect","cue_class":"speech","audience":null,"stance":"asserts","time":null,"place":null,"within":null,"confidence":0.5},{"id":"s5","source":"e1","source_span":[361,365],"cue_span":[366,372],"content_spans":[[373,389]],"quotation":"indirect","cue_class":"speech","audience":null,"stance":"denies","time":null,"place":null,"within":null,"confidence":0.5}],"events":[{"id":"v1","type":"CONSULT","plain_type":"CONSULT","actors":["e1"],"recipients":["e3"],"trigger_span":[91,101],"evidence_span":[75,146],"modes":["third-party"],"contexts":["diplomatic"],"according_to":"s1","factuality":"CT+","value":3.0,"readings":[{"voice":null,"factuality":"Uu","value":0.4}],"tense":"present","aspect":"ongoing","historical":false,"hypothetical":false,"performed_by":null,"quantities":[],"time":null,"place":{"span":[150,154],"name":"Oslo","country":"NOR","latitude":59.91,"longitude":10.75,"geonames_id":3143244,"grain":"city","inferred":false},"quad":"verbal cooperation","intensity":1.5,"cameo":"036","confidence":0.8},{"id":"v2","type":"ACCUSE","plain_type":"ACCUSE","actors":["e5"],"recipients":["e1"],"trigger_span":[281,288],"evidence_span":[275,337],"modes":["allege"],"contexts":[],"according_to":null,"factuality":"CT+","value":3.0,"readings":[],"tense":"past","aspect":"done","historical":false,"hypothetical":false,"performed_by":"s4","quantities":[],"time":null,"place":null,"quad":"verbal conflict","intensity":-3.5,"cameo":"112","confidence":0.9},{"id":"v3","type":"COERCE","plain_type":"COERCE","actors":["e1"],"recipients":["e6"],"trigger_span":[299,308],"evidence_span":[289,359],"modes":["arrest"],"contexts":[],"according_to":"s4","factuality":"CT+","value":3.0,"readings":[{"voice":"s5","factuality":"CT-","value":-3.0},{"voice":null,"factuality":"Uu","value":0.0}],"tense":"past","aspect":"done","historical":false,"hypothetical":false,"performed_by":null,"quantities":[{"span":[309,320],"what":"arrested","value":12.0,"bound":"at least"}],"time":{"span":[350,359],"value":"2023-W18","grain":"week","inferred":false},"place":{"span":[343,349],"name":"Bergen","country":"NOR","latitude":60.39,"longitude":5.32,"geonames_id":3161732,"grain":"city","inferred":false},"quad":"material conflict","intensity":-7.0,"cameo":"173","confidence":0.5}],"ties":[{"id":"t1","subject":"e5","relation":"member_of","object":"e3","evidence_span":[220,246],"polarity":"+","according_to":null,"since":"2009","until":null,"confidence":0.7}],"times":[{"span":[60,69],"type":"DATE","value":"2023-05-10","according_to":null},{"span":[350,359],"type":"DATE","value":"2023-W18","according_to":null}],"places":[{"span":[343,349],"entity":null,"name":"Bergen","country":"NOR","latitude":60.39,"longitude":5.32,"geonames_id":3161732}],"failures":[]}');
INSERT INTO "reports" VALUES(2,'doc-1',1,'841750d95c89340812ac7b9cf9c0bea5d804bacfd228eb97440805b8a19c148c','{"dragoman": "0.1.0", "ontology": "PLOVER 0.8", "models": {"en": "sha256:00"}, "register": null}','2026-11-29T17:03:30+00:00',1,'{"schema":"dragoman-report/1","versions":{"dragoman":"0.1.0","ontology":"PLOVER 0.8","models":{"en":"sha256:00"},"register":null},"document":{"text":"OSLO, May 10 - Norway''s foreign minister, Ola Berg, said on Wednesday that his country was discussing whether the Andean League may open an office in Oslo.\n\n\"We will decide in June,\" Berg told Nordlys Radio. The League, which Chile joined in 2009, declined to give details.\n\nChile accused Norway of arresting at least 12 of its fishermen near Bergen last week. Oslo denied arresting anyone.","id":"doc-1","title":"Norway weighs league office","publisher":"Fjord Wire","published":"2023-05-10","url":"https://news.example/1","language":"en"},"entities":[{"id":"e1","name":"Norway","kind":"country","country":"NOR","sectors":["GOV"],"title":null,"affiliation":null,"members":[],"wikidata":null,"cameo":"NORGOV","mentions":[{"span":[15,21],"form":"name"},{"span":[75,86],"form":"nominal"}]},{"id":"e2","name":"Ola Berg","kind":"person","country":"NOR","sectors":["GOV"],"title":"foreign minister","affiliation":"e1","members":[],"wikidata":null,"cameo":"NORGOV","mentions":[{"span":[42,50],"form":"name"}]},{"id":"e3","name":"Andean League","kind":"organization","country":"IGO","sectors":[],"title":null,"affiliation":null,"members":[],"wikidata":null,"cameo":null,"mentions":[{"span":[110,127],"form":"name"},{"span":[208,218],"form":"name"}]},{"id":"e4","name":"Nordlys Radio","kind":"organization","country":"NOR","sectors":["JRN"],"title":null,"affiliation":null,"members":[],"wikidata":null,"cameo":null,"mentions":[{"span":[193,206],"form":"name"}]},{"id":"e5","name":"Chile","kind":"country","country":"CHL","sectors":["GOV"],"title":null,"affiliation":null,"members":[],"wikidata":null,"cameo":null,"mentions":[{"span":[226,231],"form":"name"},{"span":[275,280],"form":"name"}]},{"id":"e6","name":"fishermen","kind":"group","country":"CHL","sectors":["CVL"],"title":null,"affiliation":null,"members":[],"wikidata":null,"cameo":null,"mentions":[{"span":[324,337],"form":"nominal"}]},{"id":"e7","name":"Norway and Chile","kind":"group","country":null,"sectors":[],"title":null,"affiliation":null,"members":["e1","e5"],"wikidata":null,"cameo":null,"mentions":[]}],"statements":[{"id":"s1","source":"e2","source_span":[42,50],"cue_span":[52,56],"content_spans":[[70,154]],"quotation":"indirect","cue_class":"speech","audience":null,"stance":"asserts","time":null,"place":null,"within":null,"confidence":0.5},{"id":"s2","source":"e2","source_span":[183,187],"cue_span":[188,192],"content_spans":[[157,182]],"quotation":"direct","cue_class":"speech","audience":"e4","stance":"asserts","time":null,"place":null,"within":null,"confidence":0.9},{"id":"s3","source":"e3","source_span":[208,218],"cue_span":[248,272],"content_spans":[],"quotation":"indirect","cue_class":"speech","audience":null,"stance":"declines","time":null,"place":null,"within":null,"confidence":0.5},{"id":"s4","source":"e5","source_span":[275,280],"cue_span":[281,288],"content_spans":[[296,359]],"quotation":"indirect","cue_class":"speech","audience":null,"stance":"asserts","time":null,"place":null,"within":null,"confidence":0.5},{"id":"s5","source":"e1","source_span":[361,365],"cue_span":[366,372],"content_spans":[[373,389]],"quotation":"indirect","cue_class":"speech","audience":null,"stance":"denies","time":null,"place":null,"within":null,"confidence":0.5}],"events":[{"id":"v1","type":"CONSULT","plain_type":"CONSULT","actors":["e1"],"recipients":["e3"],"trigger_span":[91,101],"evidence_span":[75,146],"modes":["third-party"],"contexts":["diplomatic"],"according_to":"s1","factuality":"CT+","value":3.0,"readings":[{"voice":null,"factuality":"Uu","value":0.4}],"tense":"present","aspect":"ongoing","historical":false,"hypothetical":false,"performed_by":null,"quantities":[],"time":null,"place":{"span":[150,154],"name":"Oslo","country":"NOR","latitude":59.91,"longitude":10.75,"geonames_id":3143244,"grain":"city","inferred":false},"quad":"verbal cooperation","intensity":1.5,"cameo":"036","confidence":0.8},{"id":"v2","type":"ACCUSE","plain_type":"ACCUSE","actors":["e5"],"recipients":["e1"],"trigger_span":[281,288],"evidence_span":[275,337],"modes":["allege"],"contexts":[],"according_to":null,"factuality":"CT+","value":3.0,"readings":[],"tense":"past","aspect":"done","historical":false,"hypothetical":false,"performed_by":"s4","quantities":[],"time":null,"place":null,"quad":"verbal conflict","intensity":-3.5,"cameo":"112","confidence":0.9},{"id":"v3","type":"COERCE","plain_type":"COERCE","actors":["e1"],"recipients":["e6"],"trigger_span":[299,308],"evidence_span":[289,359],"modes":["arrest"],"contexts":[],"according_to":"s4","factuality":"CT+","value":3.0,"readings":[{"voice":"s5","factuality":"CT-","value":-3.0},{"voice":null,"factuality":"Uu","value":0.0}],"tense":"past","aspect":"done","historical":false,"hypothetical":false,"performed_by":null,"quantities":[{"span":[309,320],"what":"arrested","value":12.0,"bound":"at least"}],"time":{"span":[350,359],"value":"2023-W18","grain":"week","inferred":false},"place":{"span":[343,349],"name":"Bergen","country":"NOR","latitude":60.39,"longitude":5.32,"geonames_id":3161732,"grain":"city","inferred":false},"quad":"material conflict","intensity":-7.0,"cameo":"173","confidence":0.5}],"ties":[{"id":"t1","subject":"e5","relation":"member_of","object":"e3","evidence_span":[220,246],"polarity":"+","according_to":null,"since":"2009","until":null,"confidence":0.7}],"times":[{"span":[60,69],"type":"DATE","value":"2023-05-10","according_to":null},{"span":[350,359],"type":"DATE","value":"2023-W18","according_to":null}],"places":[{"span":[343,349],"entity":null,"name":"Bergen","country":"NOR","latitude":60.39,"longitude":5.32,"geonames_id":3161732}],"failures":[]}');
INSERT INTO "reports" VALUES(3,'[31mred[0m 2J [bold]bold[/bold] :smile: <script>alert(''1'')</script> &amp; ‮esrever‬ zero​width � =1+1 "q" end',1,'5864806680d73cbd3fdd9167c42337ce0b3cfb477ddc9a128b624bd1b09d2502','{"dragoman": "0.1.0", "ontology": "PLOVER 0.8", "models": {"en": "\u001b[31mred\u001b[0m \u0007\u009b2J [bold]bold[/bold] :smile: <script>alert(''1'')</script> &amp; \u202eesrever\u202c zero\u200bwidth \ufffd =1+1 \"q\" end"}, "register": null}','2026-11-29T17:03:30+00:00',1,'{"schema":"dragoman-report/1","versions":{"dragoman":"0.1.0","ontology":"PLOVER 0.8","models":{"en":"\u001b[31mred\u001b[0m \u0007\u009b2J [bold]bold[/bold] :smile: <script>alert(''1'')</script> &amp; \u202eesrever\u202c zero\u200bwidth \ud800 =1+1 \"q\" end"},"register":null},"document":{"text":"\u001b[31mred\u001b[0m \u0007\u009b2J [bold]bold[/bold] :smile: <script>alert(''1'')</script> &amp; \u202eesrever\u202c zero\u200bwidth \ud800 =1+1 \"q\" end","id":"\u001b[31mred\u001b[0m \u0007\u009b2J [bold]bold[/bold] :smile: <script>alert(''1'')</script> &amp; \u202eesrever\u202c zero\u200bwidth \ud800 =1+1 \"q\" end","title":"\u001b[31mred\u001b[0m \u0007\u009b2J [bold]bold[/bold] :smile: <script>alert(''1'')</script> &amp; \u202eesrever\u202c zero\u200bwidth \ud800 =1+1 \"q\" end","publisher":"\u001b[31mred\u001b[0m \u0007\u009b2J [bold]bold[/bold] :smile: <script>alert(''1'')</script> &amp; \u202eesrever\u202c zero\u200bwidth \ud800 =1+1 \"q\" end","published":"\u001b[31mred\u001b[0m \u0007\u009b2J [bold]bold[/bold] :smile: <script>alert(''1'')</script> &amp; \u202eesrever\u202c zero\u200bwidth \ud800 =1+1 \"q\" end","url":"javascript:alert(1)//\u001b[31mred\u001b[0m \u0007\u009b2J [bold]bold[/bold] :smile: <script>alert(''1'')</script> &amp; \u202eesrever\u202c zero\u200bwidth \ud800 =1+1 \"q\" end","language":"en"},"entities":[{"id":"e1","name":"\u001b[31mred\u001b[0m \u0007\u009b2J [bold]bold[/bold] :smile: <script>alert(''1'')</script> &amp; \u202eesrever\u202c zero\u200bwidth \ud800 =1+1 \"q\" end","kind":"person","country":"NOR","sectors":["\u001b[31mred\u001b[0m \u0007\u009b2J [bold]bold[/bold] :smile: <script>alert(''1'')</script> &amp; \u202eesrever\u202c zero\u200bwidth \ud800 =1+1 \"q\" end"],"title":"\u001b[31mred\u001b[0m \u0007\u009b2J [bold]bold[/bold] :smile: <script>alert(''1'')</script> &amp; \u202eesrever\u202c zero\u200bwidth \ud800 =1+1 \"q\" end","affiliation":null,"members":[],"wikidata":"\u001b[31mred\u001b[0m \u0007\u009b2J [bold]bold[/bold] :smile: <script>alert(''1'')</script> &amp; \u202eesrever\u202c zero\u200bwidth \ud800 =1+1 \"q\" end","cameo":"\u001b[31mred\u001b[0m \u0007\u009b2J [bold]bold[/bold] :smile: <script>alert(''1'')</script> &amp; \u202eesrever\u202c zero\u200bwidth \ud800 =1+1 \"q\" end","mentions":[{"span":[0,113],"form":"name"}]}],"statements":[{"id":"s1","source":"e1","source_span":[0,113],"cue_span":[0,113],"content_spans":[[0,113]],"quotation":"indirect","cue_class":"speech","audience":"e1","stance":"denies","time":{"span":[0,113],"value":"\u001b[31mred\u001b[0m \u0007\u009b2J [bold]bold[/bold] :smile: <script>alert(''1'')</script> &amp; \u202eesrever\u202c zero\u200bwidth \ud800 =1+1 \"q\" end","grain":"\u001b[31mred\u001b[0m \u0007\u009b2J [bold]bold[/bold] :smile: <script>alert(''1'')</script> &amp; \u202eesrever\u202c zero\u200bwidth \ud800 =1+1 \"q\" end","inferred":false},"place":{"span":[0,113],"name":"\u001b[31mred\u001b[0m \u0007\u009b2J [bold]bold[/bold] :smile: <script>alert(''1'')</script> &amp; \u202eesrever\u202c zero\u200bwidth \ud800 =1+1 \"q\" end","country":"\u001b[31mred\u001b[0m \u0007\u009b2J [bold]bold[/bold] :smile: <script>alert(''1'')</script> &amp; \u202eesrever\u202c zero\u200bwidth \ud800 =1+1 \"q\" end","latitude":1.0,"longitude":2.0,"geonames_id":3,"grain":"\u001b[31mred\u001b[0m \u0007\u009b2J [bold]bold[/bold] :smile: <script>alert(''1'')</script> &amp; \u202eesrever\u202c zero\u200bwidth \ud800 =1+1 \"q\" end","inferred":false},"within":"s1","confidence":0.5}],"events":[{"id":"v1","type":"\u001b[31mred\u001b[0m \u0007\u009b2J [bold]bold[/bold] :smile: <script>alert(''1'')</script> &amp; \u202eesrever\u202c zero\u200bwidth \ud800 =1+1 \"q\" end","plain_type":"plain \u001b[31mred\u001b[0m \u0007\u009b2J [bold]bold[/bold] :smile: <script>alert(''1'')</script> &amp; \u202eesrever\u202c zero\u200bwidth \ud800 =1+1 \"q\" end","actors":["e1"],"recipients":["e1"],"trigger_span":[0,113],"evidence_span":[0,113],"modes":["\u001b[31mred\u001b[0m \u0007\u009b2J [bold]bold[/bold] :smile: <script>alert(''1'')</script> &amp; \u202eesrever\u202c zero\u200bwidth \ud800 =1+1 \"q\" end"],"contexts":["\u001b[31mred\u001b[0m \u0007\u009b2J [bold]bold[/bold] :smile: <script>alert(''1'')</script> &amp; \u202eesrever\u202c zero\u200bwidth \ud800 =1+1 \"q\" end"],"according_to":"s1","factuality":"CT+","value":3.0,"readings":[],"tense":"past","aspect":"done","historical":true,"hypothetical":false,"performed_by":"s1","quantities":[{"span":[0,113],"what":"\u001b[31mred\u001b[0m \u0007\u009b2J [bold]bold[/bold] :smile: <script>alert(''1'')</script> &amp; \u202eesrever\u202c zero\u200bwidth \ud800 =1+1 \"q\" end","value":1000000000.0,"bound":"at most"}],"time":{"span":[0,113],"value":"\u001b[31mred\u001b[0m \u0007\u009b2J [bold]bold[/bold] :smile: <script>alert(''1'')</script> &amp; \u202eesrever\u202c zero\u200bwidth \ud800 =1+1 \"q\" end","grain":"\u001b[31mred\u001b[0m \u0007\u009b2J [bold]bold[/bold] :smile: <script>alert(''1'')</script> &amp; \u202eesrever\u202c zero\u200bwidth \ud800 =1+1 \"q\" end","inferred":false},"place":{"span":[0,113],"name":"\u001b[31mred\u001b[0m \u0007\u009b2J [bold]bold[/bold] :smile: <script>alert(''1'')</script> &amp; \u202eesrever\u202c zero\u200bwidth \ud800 =1+1 \"q\" end","country":"\u001b[31mred\u001b[0m \u0007\u009b2J [bold]bold[/bold] :smile: <script>alert(''1'')</script> &amp; \u202eesrever\u202c zero\u200bwidth \ud800 =1+1 \"q\" end","latitude":1.0,"longitude":2.0,"geonames_id":3,"grain":"\u001b[31mred\u001b[0m \u0007\u009b2J [bold]bold[/bold] :smile: <script>alert(''1'')</script> &amp; \u202eesrever\u202c zero\u200bwidth \ud800 =1+1 \"q\" end","inferred":false},"quad":"\u001b[31mred\u001b[0m \u0007\u009b2J [bold]bold[/bold] :smile: <script>alert(''1'')</script> &amp; \u202eesrever\u202c zero\u200bwidth \ud800 =1+1 \"q\" end","intensity":null,"cameo":"\u001b[31mred\u001b[0m \u0007\u009b2J [bold]bold[/bold] :smile: <script>alert(''1'')</script> &amp; \u202eesrever\u202c zero\u200bwidth \ud800 =1+1 \"q\" end","confidence":0.5}],"ties":[{"id":"t1","subject":"e1","relation":"\u001b[31mred\u001b[0m \u0007\u009b2J [bold]bold[/bold] :smile: <script>alert(''1'')</script> &amp; \u202eesrever\u202c zero\u200bwidth \ud800 =1+1 \"q\" end","object":"e1","evidence_span":[0,113],"polarity":"-","according_to":"s1","since":"\u001b[31mred\u001b[0m \u0007\u009b2J [bold]bold[/bold] :smile: <script>alert(''1'')</script> &amp; \u202eesrever\u202c zero\u200bwidth \ud800 =1+1 \"q\" end","until":"\u001b[31mred\u001b[0m \u0007\u009b2J [bold]bold[/bold] :smile: <script>alert(''1'')</script> &amp; \u202eesrever\u202c zero\u200bwidth \ud800 =1+1 \"q\" end","confidence":0.5}],"times":[{"span":[0,113],"type":"DATE","value":"\u001b[31mred\u001b[0m \u0007\u009b2J [bold]bold[/bold] :smile: <script>alert(''1'')</script> &amp; \u202eesrever\u202c zero\u200bwidth \ud800 =1+1 \"q\" end","according_to":null}],"places":[{"span":[0,113],"entity":"e1","name":"\u001b[31mred\u001b[0m \u0007\u009b2J [bold]bold[/bold] :smile: <script>alert(''1'')</script> &amp; \u202eesrever\u202c zero\u200bwidth \ud800 =1+1 \"q\" end","country":null,"latitude":null,"longitude":null,"geonames_id":null}],"failures":[{"stage":"\u001b[31mred\u001b[0m \u0007\u009b2J [bold]bold[/bold] :smile: <script>alert(''1'')</script> &amp; \u202eesrever\u202c zero\u200bwidth \ud800 =1+1 \"q\" end","error":"\u001b[31mred\u001b[0m \u0007\u009b2J [bold]bold[/bold] :smile: <script>alert(''1'')</script> &amp; \u202eesrever\u202c zero\u200bwidth \ud800 =1+1 \"q\" end"}]}');
INSERT INTO "reports" VALUES(4,'doc-2',1,'72dc21615adf0c81db066ba2fd9e25e71e4c7d460d1b6807c9b4c2fef8bd5872','{"dragoman": "0.1.0", "ontology": "PLOVER 0.8", "models": {"en": "sha256:00"}, "register": null}','2026-11-29T17:03:30+00:00',1,'{"schema":"dragoman-report/1","versions":{"dragoman":"0.1.0","ontology":"PLOVER 0.8","models":{"en":"sha256:00"},"register":null},"document":{"text":"OSLO, May 10 - Norway''s foreign minister, Ola Berg, said on Wednesday that his country was discussing whether the Andean League may open an office in Oslo.\n\n\"We will decide in June,\" Berg told Nordlys Radio. The League, which Chile joined in 2009, declined to give details.\n\nChile accused Norway of arresting at least 12 of its fishermen near Bergen last week. Oslo denied arresting anyone.","id":"doc-2","title":"Norway weighs league office","publisher":"Élan Post","published":"","url":"https://news.example/1","language":"en"},"entities":[{"id":"e1","name":"Norway","kind":"country","country":"NOR","sectors":["GOV"],"title":null,"affiliation":null,"members":[],"wikidata":null,"cameo":"NORGOV","mentions":[{"span":[15,21],"form":"name"},{"span":[75,86],"form":"nominal"}]},{"id":"e2","name":"Ola Berg","kind":"person","country":"NOR","sectors":["GOV"],"title":"foreign minister","affiliation":"e1","members":[],"wikidata":null,"cameo":"NORGOV","mentions":[{"span":[42,50],"form":"name"}]},{"id":"e3","name":"Andean League","kind":"organization","country":"IGO","sectors":[],"title":null,"affiliation":null,"members":[],"wikidata":null,"cameo":null,"mentions":[{"span":[110,127],"form":"name"},{"span":[208,218],"form":"name"}]},{"id":"e4","name":"Nordlys Radio","kind":"organization","country":"NOR","sectors":["JRN"],"title":null,"affiliation":null,"members":[],"wikidata":null,"cameo":null,"mentions":[{"span":[193,206],"form":"name"}]},{"id":"e5","name":"Chile","kind":"country","country":"CHL","sectors":["GOV"],"title":null,"affiliation":null,"members":[],"wikidata":null,"cameo":null,"mentions":[{"span":[226,231],"form":"name"},{"span":[275,280],"form":"name"}]},{"id":"e6","name":"fishermen","kind":"group","country":"CHL","sectors":["CVL"],"title":null,"affiliation":null,"members":[],"wikidata":null,"cameo":null,"mentions":[{"span":[324,337],"form":"nominal"}]},{"id":"e7","name":"Norway and Chile","kind":"group","country":null,"sectors":[],"title":null,"affiliation":null,"members":["e1","e5"],"wikidata":null,"cameo":null,"mentions":[]}],"statements":[{"id":"s1","source":"e2","source_span":[42,50],"cue_span":[52,56],"content_spans":[[70,154]],"quotation":"indirect","cue_class":"speech","audience":null,"stance":"asserts","time":null,"place":null,"within":null,"confidence":0.5},{"id":"s2","source":"e2","source_span":[183,187],"cue_span":[188,192],"content_spans":[[157,182]],"quotation":"direct","cue_class":"speech","audience":"e4","stance":"asserts","time":null,"place":null,"within":null,"confidence":0.9},{"id":"s3","source":"e3","source_span":[208,218],"cue_span":[248,272],"content_spans":[],"quotation":"indirect","cue_class":"speech","audience":null,"stance":"declines","time":null,"place":null,"within":null,"confidence":0.5},{"id":"s4","source":"e5","source_span":[275,280],"cue_span":[281,288],"content_spans":[[296,359]],"quotation":"indirect","cue_class":"speech","audience":null,"stance":"asserts","time":null,"place":null,"within":null,"confidence":0.5},{"id":"s5","source":"e1","source_span":[361,365],"cue_span":[366,372],"content_spans":[[373,389]],"quotation":"indirect","cue_class":"speech","audience":null,"stance":"denies","time":null,"place":null,"within":null,"confidence":0.5}],"events":[{"id":"v1","type":"CONSULT","plain_type":"CONSULT","actors":["e1"],"recipients":["e3"],"trigger_span":[91,101],"evidence_span":[75,146],"modes":["third-party"],"contexts":["diplomatic"],"according_to":"s1","factuality":"CT+","value":3.0,"readings":[{"voice":null,"factuality":"Uu","value":0.4}],"tense":"present","aspect":"ongoing","historical":false,"hypothetical":false,"performed_by":null,"quantities":[],"time":null,"place":{"span":[150,154],"name":"Oslo","country":"NOR","latitude":59.91,"longitude":10.75,"geonames_id":3143244,"grain":"city","inferred":false},"quad":"verbal cooperation","intensity":1.5,"cameo":"036","confidence":0.8},{"id":"v2","type":"ACCUSE","plain_type":"ACCUSE","actors":["e5"],"recipients":["e1"],"trigger_span":[281,288],"evidence_span":[275,337],"modes":["allege"],"contexts":[],"according_to":null,"factuality":"CT+","value":3.0,"readings":[],"tense":"past","aspect":"done","historical":false,"hypothetical":false,"performed_by":"s4","quantities":[],"time":null,"place":null,"quad":"verbal conflict","intensity":-3.5,"cameo":"112","confidence":0.9},{"id":"v3","type":"COERCE","plain_type":"COERCE","actors":["e1"],"recipients":["e6"],"trigger_span":[299,308],"evidence_span":[289,359],"modes":["arrest"],"contexts":[],"according_to":"s4","factuality":"CT+","value":3.0,"readings":[{"voice":"s5","factuality":"CT-","value":-3.0},{"voice":null,"factuality":"Uu","value":0.0}],"tense":"past","aspect":"done","historical":false,"hypothetical":false,"performed_by":null,"quantities":[{"span":[309,320],"what":"arrested","value":12.0,"bound":"at least"}],"time":{"span":[350,359],"value":"2023-W18","grain":"week","inferred":false},"place":{"span":[343,349],"name":"Bergen","country":"NOR","latitude":60.39,"longitude":5.32,"geonames_id":3161732,"grain":"city","inferred":false},"quad":"material conflict","intensity":-7.0,"cameo":"173","confidence":0.5}],"ties":[{"id":"t1","subject":"e5","relation":"member_of","object":"e3","evidence_span":[220,246],"polarity":"+","according_to":null,"since":"2009","until":null,"confidence":0.7}],"times":[{"span":[60,69],"type":"DATE","value":"2023-05-10","according_to":null},{"span":[350,359],"type":"DATE","value":"2023-W18","according_to":null}],"places":[{"span":[343,349],"entity":null,"name":"Bergen","country":"NOR","latitude":60.39,"longitude":5.32,"geonames_id":3161732}],"failures":[]}');
INSERT INTO "entities" VALUES(3,'e1','[31mred[0m 2J [bold]bold[/bold] :smile: <script>alert(''1'')</script> &amp; ‮esrever‬ zero​width � =1+1 "q" end','person','NOR','["\u001b[31mred\u001b[0m \u0007\u009b2J [bold]bold[/bold] :smile: <script>alert(''1'')</script> &amp; \u202eesrever\u202c zero\u200bwidth \ufffd =1+1 \"q\" end"]','[31mred[0m 2J [bold]bold[/bold] :smile: <script>alert(''1'')</script> &amp; ‮esrever‬ zero​width � =1+1 "q" end',NULL,'[]','[31mred[0m 2J [bold]bold[/bold] :smile: <script>alert(''1'')</script> &amp; ‮esrever‬ zero​width � =1+1 "q" end','[31mred[0m 2J [bold]bold[/bold] :smile: <script>alert(''1'')</script> &amp; ‮esrever‬ zero​width � =1+1 "q" end',0,NULL);
INSERT INTO "entities" VALUES(4,'e1','Norway','country','NOR','["GOV"]',NULL,NULL,'[]',NULL,'NORGOV',0,NULL);
INSERT INTO "entities" VALUES(4,'e2','Ola Berg','person','NOR','["GOV"]','foreign minister','Norway','[]',NULL,'NORGOV',1,NULL);
INSERT INTO "entities" VALUES(4,'e3','Andean League','organization','IGO','[]',NULL,NULL,'[]',NULL,NULL,2,NULL);
INSERT INTO "entities" VALUES(4,'e4','Nordlys Radio','organization','NOR','["JRN"]',NULL,NULL,'[]',NULL,NULL,3,NULL);
INSERT INTO "entities" VALUES(4,'e5','Chile','country','CHL','["GOV"]',NULL,NULL,'[]',NULL,NULL,4,NULL);
INSERT INTO "entities" VALUES(4,'e6','fishermen','group','CHL','["CVL"]',NULL,NULL,'[]',NULL,NULL,5,NULL);
INSERT INTO "entities" VALUES(4,'e7','Norway and Chile','group',NULL,'[]',NULL,NULL,'["Norway", "Chile"]',NULL,NULL,6,NULL);
INSERT INTO "entities" VALUES(2,'e1','Norway','country','NOR','["GOV"]',NULL,NULL,'[]',NULL,'NORGOV',0,'2023-05-10');
INSERT INTO "entities" VALUES(2,'e2','Ola Berg','person','NOR','["GOV"]','foreign minister','Norway','[]',NULL,'NORGOV',1,'2023-05-10');
INSERT INTO "entities" VALUES(2,'e3','Andean League','organization','IGO','[]',NULL,NULL,'[]',NULL,NULL,2,'2023-05-10');
INSERT INTO "entities" VALUES(2,'e4','Nordlys Radio','organization','NOR','["JRN"]',NULL,NULL,'[]',NULL,NULL,3,'2023-05-10');
INSERT INTO "entities" VALUES(2,'e5','Chile','country','CHL','["GOV"]',NULL,NULL,'[]',NULL,NULL,4,'2023-05-10');
INSERT INTO "entities" VALUES(2,'e6','fishermen','group','CHL','["CVL"]',NULL,NULL,'[]',NULL,NULL,5,'2023-05-10');
INSERT INTO "entities" VALUES(2,'e7','Norway and Chile','group',NULL,'[]',NULL,NULL,'["Norway", "Chile"]',NULL,NULL,6,'2023-05-10');
INSERT INTO "events" VALUES(3,'v1','[31mred[0m 2J [bold]bold[/bold] :smile: <script>alert(''1'')</script> &amp; ‮esrever‬ zero​width � =1+1 "q" end','["\u001b[31mred\u001b[0m \u0007\u009b2J [bold]bold[/bold] :smile: <script>alert(''1'')</script> &amp; \u202eesrever\u202c zero\u200bwidth \ufffd =1+1 \"q\" end"]','["\u001b[31mred\u001b[0m \u0007\u009b2J [bold]bold[/bold] :smile: <script>alert(''1'')</script> &amp; \u202eesrever\u202c zero\u200bwidth \ufffd =1+1 \"q\" end"]','plain [31mred[0m 2J [bold]bold[/bold] :smile: <script>alert(''1'')</script> &amp; ‮esrever‬ zero​width � =1+1 "q" end','["\u001b[31mred\u001b[0m \u0007\u009b2J [bold]bold[/bold] :smile: <script>alert(''1'')</script> &amp; \u202eesrever\u202c zero\u200bwidth \ufffd =1+1 \"q\" end"]','["NOR"]','["\u001b[31mred\u001b[0m \u0007\u009b2J [bold]bold[/bold] :smile: <script>alert(''1'')</script> &amp; \u202eesrever\u202c zero\u200bwidth \ufffd =1+1 \"q\" end"]','["NOR"]','[31mred[0m 2J [bold]bold[/bold] :smile: <script>alert(''1'')</script> &amp; ‮esrever‬ zero​width � =1+1 "q" end','CT+',3.0,'past','done',1,0,'[31mred[0m 2J [bold]bold[/bold] :smile: <script>alert(''1'')</script> &amp; ‮esrever‬ zero​width � =1+1 "q" end','[31mred[0m 2J [bold]bold[/bold] :smile: <script>alert(''1'')</script> &amp; ‮esrever‬ zero​width � =1+1 "q" end',NULL,NULL,'[31mred[0m 2J [bold]bold[/bold] :smile: <script>alert(''1'')</script> &amp; ‮esrever‬ zero​width � =1+1 "q" end','[31mred[0m 2J [bold]bold[/bold] :smile: <script>alert(''1'')</script> &amp; ‮esrever‬ zero​width � =1+1 "q" end',1.0,2.0,3,'["\u001b[31mred\u001b[0m \u0007\u009b2J [bold]bold[/bold] :smile: <script>alert(''1'')</script> &amp; \u202eesrever\u202c zero\u200bwidth \ufffd =1+1 \"q\" end: at most 1,000,000,000"]','[31mred[0m 2J [bold]bold[/bold] :smile: <script>alert(''1'')</script> &amp; ‮esrever‬ zero​width � =1+1 "q" end',NULL,'[31mred[0m 2J [bold]bold[/bold] :smile: <script>alert(''1'')</script> &amp; ‮esrever‬ zero​width � =1+1 "q" end',0.5,'[31mred[0m 2J [bold]bold[/bold] :smile: <script>alert(''1'')</script> &amp; ‮esrever‬ zero​width � =1+1 "q" end','[31mred[0m 2J [bold]bold[/bold] :smile: <script>alert(''1'')</script> &amp; ‮esrever‬ zero​width � =1+1 "q" end',0,113,0,NULL);
INSERT INTO "events" VALUES(4,'v1','CONSULT','["third-party"]','["diplomatic"]','CONSULT','["Norway"]','["NOR"]','["Andean League"]','["IGO"]','Ola Berg','CT+',3.0,'present','ongoing',0,0,NULL,NULL,NULL,NULL,'Oslo','NOR',59.91,10.75,3143244,'[]','verbal cooperation',1.5,'036',0.8,'discussing','his country was discussing whether the Andean League may open an office',75,146,0,NULL);
INSERT INTO "events" VALUES(4,'v2','ACCUSE','["allege"]','[]','ACCUSE','["Chile"]','["CHL"]','["Norway"]','["NOR"]',NULL,'CT+',3.0,'past','done',0,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'[]','verbal conflict',-3.5,'112',0.9,'accused','Chile accused Norway of arresting at least 12 of its fishermen',275,337,1,NULL);
INSERT INTO "events" VALUES(4,'v3','COERCE','["arrest"]','[]','COERCE','["Norway"]','["NOR"]','["fishermen"]','["CHL"]','Chile','CT+',3.0,'past','done',0,0,'2023-W18','week','2023-05-01','2023-05-07','Bergen','NOR',60.39,5.32,3161732,'["arrested: at least 12"]','material conflict',-7.0,'173',0.5,'arresting','Norway of arresting at least 12 of its fishermen near Bergen last week',289,359,2,NULL);
INSERT INTO "events" VALUES(2,'v1','CONSULT','["third-party"]','["diplomatic"]','CONSULT','["Norway"]','["NOR"]','["Andean League"]','["IGO"]','Ola Berg','CT+',3.0,'present','ongoing',0,0,NULL,NULL,'2023-05-10','2023-05-10','Oslo','NOR',59.91,10.75,3143244,'[]','verbal cooperation',1.5,'036',0.8,'discussing','his country was discussing whether the Andean League may open an office',75,146,0,'2023-05-10');
INSERT INTO "events" VALUES(2,'v2','ACCUSE','["allege"]','[]','ACCUSE','["Chile"]','["CHL"]','["Norway"]','["NOR"]',NULL,'CT+',3.0,'past','done',0,0,NULL,NULL,'2023-05-10','2023-05-10',NULL,NULL,NULL,NULL,NULL,'[]','verbal conflict',-3.5,'112',0.9,'accused','Chile accused Norway of arresting at least 12 of its fishermen',275,337,1,'2023-05-10');
INSERT INTO "events" VALUES(2,'v3','COERCE','["arrest"]','[]','COERCE','["Norway"]','["NOR"]','["fishermen"]','["CHL"]','Chile','CT+',3.0,'past','done',0,0,'2023-W18','week','2023-05-01','2023-05-07','Bergen','NOR',60.39,5.32,3161732,'["arrested: at least 12"]','material conflict',-7.0,'173',0.5,'arresting','Norway of arresting at least 12 of its fishermen near Bergen last week',289,359,2,'2023-05-10');
INSERT INTO "statements" VALUES(3,'s1','[31mred[0m 2J [bold]bold[/bold] :smile: <script>alert(''1'')</script> &amp; ‮esrever‬ zero​width � =1+1 "q" end','NOR','[31mred[0m 2J [bold]bold[/bold] :smile: <script>alert(''1'')</script> &amp; ‮esrever‬ zero​width � =1+1 "q" end','speech','denies','indirect','[31mred[0m 2J [bold]bold[/bold] :smile: <script>alert(''1'')</script> &amp; ‮esrever‬ zero​width � =1+1 "q" end','NOR','[31mred[0m 2J [bold]bold[/bold] :smile: <script>alert(''1'')</script> &amp; ‮esrever‬ zero​width � =1+1 "q" end','[31mred[0m 2J [bold]bold[/bold] :smile: <script>alert(''1'')</script> &amp; ‮esrever‬ zero​width � =1+1 "q" end','[31mred[0m 2J [bold]bold[/bold] :smile: <script>alert(''1'')</script> &amp; ‮esrever‬ zero​width � =1+1 "q" end',NULL,NULL,'[31mred[0m 2J [bold]bold[/bold] :smile: <script>alert(''1'')</script> &amp; ‮esrever‬ zero​width � =1+1 "q" end',0.5,0,113,0,NULL);
INSERT INTO "statements" VALUES(4,'s1','Ola Berg','NOR','said','speech','asserts','indirect',NULL,NULL,NULL,'that his country was discussing whether the Andean League may open an office in Oslo',NULL,NULL,NULL,NULL,0.5,42,154,0,NULL);
INSERT INTO "statements" VALUES(4,'s2','Ola Berg','NOR','told','speech','asserts','direct','Nordlys Radio','NOR',NULL,'"We will decide in June,"',NULL,NULL,NULL,NULL,0.9,157,192,1,NULL);
INSERT INTO "statements" VALUES(4,'s3','Andean League','IGO','declined to give details','speech','declines','indirect',NULL,NULL,NULL,'',NULL,NULL,NULL,NULL,0.5,208,272,2,NULL);
INSERT INTO "statements" VALUES(4,'s4','Chile','CHL','accused','speech','asserts','indirect',NULL,NULL,NULL,'of arresting at least 12 of its fishermen near Bergen last week',NULL,NULL,NULL,NULL,0.5,275,359,3,NULL);
INSERT INTO "statements" VALUES(4,'s5','Norway','NOR','denied','speech','denies','indirect',NULL,NULL,NULL,'arresting anyone',NULL,NULL,NULL,NULL,0.5,361,389,4,NULL);
INSERT INTO "statements" VALUES(2,'s1','Ola Berg','NOR','said','speech','asserts','indirect',NULL,NULL,NULL,'that his country was discussing whether the Andean League may open an office in Oslo',NULL,'2023-05-10','2023-05-10',NULL,0.5,42,154,0,'2023-05-10');
INSERT INTO "statements" VALUES(2,'s2','Ola Berg','NOR','told','speech','asserts','direct','Nordlys Radio','NOR',NULL,'"We will decide in June,"',NULL,'2023-05-10','2023-05-10',NULL,0.9,157,192,1,'2023-05-10');
INSERT INTO "statements" VALUES(2,'s3','Andean League','IGO','declined to give details','speech','declines','indirect',NULL,NULL,NULL,'',NULL,'2023-05-10','2023-05-10',NULL,0.5,208,272,2,'2023-05-10');
INSERT INTO "statements" VALUES(2,'s4','Chile','CHL','accused','speech','asserts','indirect',NULL,NULL,NULL,'of arresting at least 12 of its fishermen near Bergen last week',NULL,'2023-05-10','2023-05-10',NULL,0.5,275,359,3,'2023-05-10');
INSERT INTO "statements" VALUES(2,'s5','Norway','NOR','denied','speech','denies','indirect',NULL,NULL,NULL,'arresting anyone',NULL,'2023-05-10','2023-05-10',NULL,0.5,361,389,4,'2023-05-10');
INSERT INTO "ties" VALUES(3,'t1','[31mred[0m 2J [bold]bold[/bold] :smile: <script>alert(''1'')</script> &amp; ‮esrever‬ zero​width � =1+1 "q" end','NOR','[31mred[0m 2J [bold]bold[/bold] :smile: <script>alert(''1'')</script> &amp; ‮esrever‬ zero​width � =1+1 "q" end','[31mred[0m 2J [bold]bold[/bold] :smile: <script>alert(''1'')</script> &amp; ‮esrever‬ zero​width � =1+1 "q" end','NOR','-','[31mred[0m 2J [bold]bold[/bold] :smile: <script>alert(''1'')</script> &amp; ‮esrever‬ zero​width � =1+1 "q" end','[31mred[0m 2J [bold]bold[/bold] :smile: <script>alert(''1'')</script> &amp; ‮esrever‬ zero​width � =1+1 "q" end','[31mred[0m 2J [bold]bold[/bold] :smile: <script>alert(''1'')</script> &amp; ‮esrever‬ zero​width � =1+1 "q" end',0.5,'[31mred[0m 2J [bold]bold[/bold] :smile: <script>alert(''1'')</script> &amp; ‮esrever‬ zero​width � =1+1 "q" end',0,113,0,NULL);
INSERT INTO "ties" VALUES(4,'t1','Chile','CHL','member_of','Andean League','IGO','+',NULL,'2009',NULL,0.7,'which Chile joined in 2009',220,246,0,NULL);
INSERT INTO "ties" VALUES(2,'t1','Chile','CHL','member_of','Andean League','IGO','+',NULL,'2009',NULL,0.7,'which Chile joined in 2009',220,246,0,'2023-05-10');
INSERT INTO "corrections" VALUES(1,'2026-11-29T17:03:30+00:00','ann',NULL,'doc-1',91,101,'accept','{"words": "discussing"}',NULL);
INSERT INTO "event_parties" VALUES(2,'v1','actor',0,'e1',NULL,'NOR','Norway');
INSERT INTO "event_parties" VALUES(2,'v1','recipient',0,'e3',NULL,'IGO','Andean League');
INSERT INTO "event_parties" VALUES(2,'v2','actor',0,'e5',NULL,'CHL','Chile');
INSERT INTO "event_parties" VALUES(2,'v2','recipient',0,'e1',NULL,'NOR','Norway');
INSERT INTO "event_parties" VALUES(2,'v3','actor',0,'e1',NULL,'NOR','Norway');
INSERT INTO "event_parties" VALUES(2,'v3','recipient',0,'e6',NULL,'CHL','fishermen');
INSERT INTO "event_parties" VALUES(3,'v1','actor',0,'e1',NULL,'NOR','[31mred[0m 2J [bold]bold[/bold] :smile: <script>alert(''1'')</script> &amp; ‮esrever‬ zero​width � =1+1 "q" end');
INSERT INTO "event_parties" VALUES(3,'v1','recipient',0,'e1',NULL,'NOR','[31mred[0m 2J [bold]bold[/bold] :smile: <script>alert(''1'')</script> &amp; ‮esrever‬ zero​width � =1+1 "q" end');
INSERT INTO "event_parties" VALUES(4,'v1','actor',0,'e1',NULL,'NOR','Norway');
INSERT INTO "event_parties" VALUES(4,'v1','recipient',0,'e3',NULL,'IGO','Andean League');
INSERT INTO "event_parties" VALUES(4,'v2','actor',0,'e5',NULL,'CHL','Chile');
INSERT INTO "event_parties" VALUES(4,'v2','recipient',0,'e1',NULL,'NOR','Norway');
INSERT INTO "event_parties" VALUES(4,'v3','actor',0,'e1',NULL,'NOR','Norway');
INSERT INTO "event_parties" VALUES(4,'v3','recipient',0,'e6',NULL,'CHL','fishermen');
INSERT INTO "mentions" VALUES(2,'e1',0,15,21,'name','Norway');
INSERT INTO "mentions" VALUES(2,'e1',1,75,86,'nominal','his country');
INSERT INTO "mentions" VALUES(2,'e2',0,42,50,'name','Ola Berg');
INSERT INTO "mentions" VALUES(2,'e3',0,110,127,'name','the Andean League');
INSERT INTO "mentions" VALUES(2,'e3',1,208,218,'name','The League');
INSERT INTO "mentions" VALUES(2,'e4',0,193,206,'name','Nordlys Radio');
INSERT INTO "mentions" VALUES(2,'e5',0,226,231,'name','Chile');
INSERT INTO "mentions" VALUES(2,'e5',1,275,280,'name','Chile');
INSERT INTO "mentions" VALUES(2,'e6',0,324,337,'nominal','its fishermen');
INSERT INTO "mentions" VALUES(3,'e1',0,0,113,'name','[31mred[0m 2J [bold]bold[/bold] :smile: <script>alert(''1'')</script> &amp; ‮esrever‬ zero​width � =1+1 "q" end');
INSERT INTO "mentions" VALUES(4,'e1',0,15,21,'name','Norway');
INSERT INTO "mentions" VALUES(4,'e1',1,75,86,'nominal','his country');
INSERT INTO "mentions" VALUES(4,'e2',0,42,50,'name','Ola Berg');
INSERT INTO "mentions" VALUES(4,'e3',0,110,127,'name','the Andean League');
INSERT INTO "mentions" VALUES(4,'e3',1,208,218,'name','The League');
INSERT INTO "mentions" VALUES(4,'e4',0,193,206,'name','Nordlys Radio');
INSERT INTO "mentions" VALUES(4,'e5',0,226,231,'name','Chile');
INSERT INTO "mentions" VALUES(4,'e5',1,275,280,'name','Chile');
INSERT INTO "mentions" VALUES(4,'e6',0,324,337,'nominal','its fishermen');
INSERT INTO "names" VALUES('[31mred[0m 2J [bold]bold[/bold] :smile: <script>alert(''1'')</script> &amp; ‮esrever‬ zero​width � =1+1 "q" end','[31mred[0m 2j [bold]bold[/bold] :smile: <script>alert(''1'')</script> &amp; ‮esrever‬ zero​width � =1+1 "q" end');
INSERT INTO "names" VALUES('Andean League','andean league');
INSERT INTO "names" VALUES('Bergen','bergen');
INSERT INTO "names" VALUES('Chile','chile');
INSERT INTO "names" VALUES('Fjord Wire','fjord wire');
INSERT INTO "names" VALUES('Nordlys Radio','nordlys radio');
INSERT INTO "names" VALUES('Norway','norway');
INSERT INTO "names" VALUES('Norway and Chile','norway and chile');
INSERT INTO "names" VALUES('Ola Berg','ola berg');
INSERT INTO "names" VALUES('Oslo','oslo');
INSERT INTO "names" VALUES('The League','the league');
INSERT INTO "names" VALUES('fishermen','fishermen');
INSERT INTO "names" VALUES('his country','his country');
INSERT INTO "names" VALUES('its fishermen','its fishermen');
INSERT INTO "names" VALUES('the Andean League','the andean league');
INSERT INTO "names" VALUES('Élan Post','élan post');
CREATE INDEX ix_documents_published_day ON documents (published_day);
CREATE INDEX ix_quarantine_run_id ON quarantine (run_id);
CREATE UNIQUE INDEX ix_reports_current ON reports (document_id) WHERE current IS 1;
CREATE INDEX ix_reports_run_id ON reports (run_id);
CREATE UNIQUE INDEX uq_reports_document_id_content ON reports (document_id, content);
CREATE INDEX ix_entities_country ON entities (country);
CREATE INDEX ix_entities_kind ON entities (kind);
CREATE INDEX ix_statements_stance ON statements (stance);
CREATE INDEX ix_ties_relation ON ties (relation);
CREATE INDEX ix_corrections_document_id_start ON corrections (document_id, start);
CREATE INDEX ix_event_parties_country_role ON event_parties (country, role);
CREATE INDEX ix_event_parties_name_role ON event_parties (name, role);
CREATE INDEX ix_mentions_words ON mentions (words);
CREATE INDEX ix_entities_order ON entities (published_day, report_id, number);
CREATE INDEX ix_statements_order ON statements (published_day, report_id, number);
CREATE INDEX ix_events_order ON events (published_day, report_id, number);
CREATE INDEX ix_ties_order ON ties (published_day, report_id, number);
CREATE INDEX ix_documents_url ON documents (url);
CREATE INDEX ix_documents_publisher ON documents (publisher);
CREATE INDEX ix_documents_superseded_by ON documents (superseded_by);
CREATE INDEX ix_entities_name ON entities (name);
CREATE INDEX ix_statements_source ON statements (source);
CREATE INDEX ix_statements_source_country ON statements (source_country);
CREATE INDEX ix_statements_audience ON statements (audience);
CREATE INDEX ix_statements_first_day ON statements (first_day);
CREATE INDEX ix_events_according_to ON events (according_to);
CREATE INDEX ix_events_place ON events (place);
CREATE INDEX ix_events_place_country ON events (place_country);
CREATE INDEX ix_events_latitude ON events (latitude);
CREATE INDEX ix_events_type_first_day ON events (type, first_day);
CREATE INDEX ix_ties_subject ON ties (subject);
CREATE INDEX ix_ties_object ON ties (object);
CREATE INDEX ix_events_last_day ON events (last_day) WHERE first_day != last_day;
CREATE INDEX ix_links_cluster ON links (cluster);
CREATE INDEX ix_events_report_id_number ON events (report_id, number);
CREATE INDEX ix_statements_report_id_number ON statements (report_id, number);
CREATE INDEX ix_ties_report_id_number ON ties (report_id, number);
CREATE INDEX ix_events_first_day_type_last_day ON events (first_day, type, last_day);
COMMIT;
