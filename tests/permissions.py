"""Who gets through which door: every page and every API operation, for all of the cast.

A row reads: method, address, who gets through, and how the rest of those signed in are
answered (404 where even the existence is nobody's business, 403 otherwise, sign-in where
a step is missing). Strangers are sent to sign in, or get 401 from the API. tests/architecture/test_permissions.py
tries every row with everyone, and fails for any address or operation without a row.
"""

import re
from dataclasses import dataclass, field

CITIZENS = frozenset({"citizen", "agent", "other_citizen"})
STAFF = frozenset(
    {"guide", "clerk", "clerk_elsewhere", "chief_approver", "approver", "issuer"}
    | {"hall_manager", "item_manager", "review_officer", "supervisor"}
    | {"department_head", "administrator", "auditor"}
)
CAST = CITIZENS | STAFF | {"stranger", "machine"}
GROUPS: dict[str, frozenset[str]] = {
    "everyone": CAST,
    "nobody": frozenset(),
    "signed_in": CITIZENS | STAFF,
    "citizens": CITIZENS,
    "staff": STAFF,
    # who leads, watches or decides: they see the matrix and the letters
    "authority": frozenset(
        {"administrator", "hall_manager", "department_head", "supervisor", "auditor"}
        | {"chief_approver", "approver", "item_manager"}
    ),
    # who sees the plan of this hall
    "planning": frozenset(
        {"guide", "clerk", "chief_approver", "hall_manager", "supervisor"}
        | {"department_head", "auditor"}
    ),
    # who sees the lines of this hall
    "lines": frozenset(
        {"guide", "clerk", "chief_approver", "approver", "issuer", "hall_manager"}
        | {"supervisor", "department_head", "auditor"}
    ),
    # who opens the stacks of papers of this hall
    "stacks": frozenset(
        {"clerk", "chief_approver", "approver", "issuer", "hall_manager"}
    ),
    # who may open a case of this hall
    "hall": STAFF - {"clerk_elsewhere", "item_manager", "administrator"},
}

TABLE = """
# the kit
POST /preferences/                      everyone
GET  /dev/parts/                        nobody       # only where the gallery is switched on
GET  /dev/parts/<sheet>/                nobody

# signing in; strangers without a pending step are sent to the first one
GET  /sign-in/                          everyone
POST /sign-in/                          everyone
GET  /sign-in/code/                     nobody else sign-in
POST /sign-in/code/                     nobody else sign-in
POST /sign-in/again/                    nobody else sign-in
POST /sign-out/                         citizens stranger machine else sign-in
GET  /staff/sign-in/                    everyone
POST /staff/sign-in/                    everyone
GET  /staff/sign-in/inactive/           everyone
GET  /staff/sign-in/step/               signed_in
POST /staff/sign-in/step/               signed_in

# one's own account
GET  /account/                          signed_in
POST /account/reveal/                   signed_in
GET  /account/who/                      signed_in
POST /account/who/                      signed_in
GET  /account/contact/                  signed_in
POST /account/contact/                  signed_in
POST /account/consents/withdraw/        signed_in
GET  /staff/password/                   staff
POST /staff/password/                   staff
GET  /staff/confirm/                    staff
POST /staff/confirm/                    staff
GET  /staff/confirm/step/               staff
POST /staff/confirm/step/               staff
GET  /staff/security/                   staff
GET  /staff/security/phone/             staff
POST /staff/security/phone/             staff
GET  /staff/security/phone/off/         nobody       # without a second step there is nothing here
POST /staff/security/phone/off/         nobody       # without a second step there is nothing here
GET  /staff/security/codes/             nobody       # without a second step there is nothing here
GET  /staff/security/codes/new/         staff
POST /staff/security/codes/new/         staff
GET  /staff/security/codes/file/        nobody       # without a second step there is nothing here

# members of staff
GET  /outbox/                           administrator hall_manager auditor
POST /outbox/<message_id>/again/        administrator hall_manager
GET  /staff/                            administrator
GET  /staff/new/                        administrator
POST /staff/new/                        administrator
GET  /staff/<user_id>/                  administrator
POST /staff/<user_id>/grant/            administrator
POST /staff/<user_id>/revoke/           administrator
POST /staff/<user_id>/password/         administrator
POST /staff/<user_id>/active/           administrator

# papers of a case: its people, and those who work on it in its hall
GET  /documents/<number>.pdf            citizen hall
GET  /files/<key>/                      citizen hall
GET  /files/<key>/thumb.jpg             citizen hall
GET  /files/<key>/pages/<number>.jpg    citizen hall
GET  /files/pages/<key>.jpg             stacks
GET  /files/pages/<key>/thumb.jpg       stacks

# certificates are verified by anyone
GET  /verify/                           everyone
GET  /verify/<code>/                    everyone

# citizens: anyone may look, ask and follow
GET  /                                  everyone
GET  /ask/                              everyone
POST /ask/                              everyone
POST /ask/helped/                       everyone
GET  /search/                           everyone
GET  /matters/                          everyone
GET  /matters/<key>/                    everyone
GET  /matters/<key>/questions/          everyone
GET  /matters/<key>/changes/            nobody       # the item has one version here
GET  /bundles/<key>/                    nobody       # the hall has no bundle here
GET  /bundles/<key>/apply/              nobody       # the hall has no bundle here
POST /bundles/<key>/apply/              nobody       # the hall has no bundle here
GET  /guides/<key>/                     everyone
GET  /guides/<key>/print/               everyone
GET  /guides/<key>.pdf                  everyone
GET  /hall/                             everyone
GET  /hall/figures/                     everyone
GET  /hall/lending/                     everyone
GET  /track/                            everyone
GET  /about/accessibility/              everyone
GET  /about/tolerance/                  everyone
GET  /about/privacy/                    everyone
GET  /about/stuck/                      everyone

# citizens: their own cases, and nobody else's
GET  /matters/<key>/apply/              citizens
POST /matters/<key>/apply/              citizens
GET  /my/                               signed_in
GET  /my/certificates/                  citizens
GET  /my/certificates/<number>/<kind>/  citizen
POST /my/certificates/<number>/<kind>/  citizen
GET  /my/<number>/                      citizen
GET  /my/<number>/who/                  citizen
POST /my/<number>/who/                  citizen
POST /my/<number>/answers/              citizen
GET  /my/schools/                       citizens
GET  /my/schools/teachers.xlsx          citizens
GET  /my/schools/new/<season_id>/       nobody       # the season of this world is over
POST /my/schools/new/<season_id>/       nobody       # the season of this world is over
GET  /my/schools/<folder_id>/           citizen
POST /my/schools/<folder_id>/           citizen
POST /my/schools/<folder_id>/again/     citizen
GET  /my/schools/<folder_id>/people/<person_id>/ citizen
POST /my/schools/<folder_id>/people/<person_id>/ citizen
GET  /my/record/                        citizens
GET  /my/record/<record_id>/            citizen
POST /my/record/<record_id>/            citizen
GET  /my/<number>/papers/<key>/promise/ nobody       # the diploma asks for no proof that could be promised
POST /my/<number>/papers/<key>/promise/ nobody       # the diploma asks for no proof that could be promised
GET  /my/<number>/papers/<key>/later/   citizen
POST /my/<number>/papers/<key>/later/   citizen
POST /my/<number>/papers/<key>/take-back/ citizen
GET  /my/<number>/papers/               citizen
POST /my/<number>/papers/<key>/         citizen
POST /my/<number>/papers/<key>/<file_id>/remove/ citizen
GET  /my/<number>/delivery/             citizen
POST /my/<number>/delivery/             citizen
GET  /my/<number>/check/                citizen
POST /my/<number>/submit/               citizen
GET  /my/<number>/update/               citizen
POST /my/<number>/update/               citizen
POST /my/<number>/discard/              citizen
GET  /my/<number>/done/                 citizen
POST /my/<number>/answer/               citizen
GET  /my/<number>/withdraw/             citizen
POST /my/<number>/withdraw/             citizen
GET  /my/<number>/hearing/              nobody       # no hearing on this case
POST /my/<number>/hearing/              nobody       # no hearing on this case
GET  /my/bundles/<number>/              nobody       # nobody applied for several matters
GET  /my/bundles/<number>/who/          nobody       # nobody applied for several matters
POST /my/bundles/<number>/who/          nobody       # nobody applied for several matters
GET  /my/bundles/<number>/form/         nobody       # nobody applied for several matters
POST /my/bundles/<number>/form/         nobody       # nobody applied for several matters
GET  /my/bundles/<number>/papers/       nobody       # nobody applied for several matters
POST /my/bundles/<number>/papers/<key>/ nobody       # nobody applied for several matters
POST /my/bundles/<number>/files/<file_id>/remove/ nobody       # nobody applied for several matters
GET  /my/bundles/<number>/delivery/     nobody       # nobody applied for several matters
POST /my/bundles/<number>/delivery/     nobody       # nobody applied for several matters
GET  /my/bundles/<number>/check/        nobody       # nobody applied for several matters
POST /my/bundles/<number>/submit/       nobody       # nobody applied for several matters
POST /my/bundles/<number>/discard/      nobody       # nobody applied for several matters
GET  /my/bundles/<number>/done/         nobody       # nobody applied for several matters
POST /my/bundles/<number>/answer/       nobody       # nobody applied for several matters
GET  /my/bundles/<number>/withdraw/     nobody       # nobody applied for several matters
POST /my/bundles/<number>/withdraw/     nobody       # nobody applied for several matters

# booking a time; strangers may look at the times, and here nobody booked one
GET  /book/                             everyone
GET  /book/<kind>/                      everyone
POST /book/<kind>/                      signed_in    # staff are asked who they are as a citizen
GET  /book/check/<code>/                citizen
POST /book/check/<code>/                citizen
GET  /my/appointments/                  citizens
GET  /my/appointments/<code>/           citizen
GET  /my/appointments/<code>/change/    citizen
POST /my/appointments/<code>/change/    citizen
GET  /my/appointments/<code>/cancel/    citizen
POST /my/appointments/<code>/cancel/    citizen
GET  /my/appointments/<code>/calendar.ics citizen
GET  /my/appointments/<code>/code.svg   citizen

# several matters as one; here nobody applied for any
GET  /desk/bundles/                     hall clerk_elsewhere
GET  /desk/bundles/<number>/            nobody
GET  /desk/bundles/<number>/extend/     nobody
POST /desk/bundles/<number>/extend/     nobody
GET  /desk/bundles/<number>/withdraw/   nobody
POST /desk/bundles/<number>/withdraw/   nobody
GET  /desk/bundles/<number>/answer/<key>/ nobody
POST /desk/bundles/<number>/answer/<key>/ nobody
GET  /desk/receive/bundles/<key>/       clerk_elsewhere   # the hall has no bundle here; who has no hall here is told so
POST /desk/receive/bundles/<key>/       clerk_elsewhere   # the hall has no bundle here; who has no hall here is told so

# reviews: who holds the link speaks; bad ones are answered by those who must
GET  /review/<token>/                   everyone
POST /review/<token>/                   everyone
POST /review/<token>/skip/              everyone
GET  /review/<token>/code.svg           everyone
GET  /bad-reviews/                      review_officer hall_manager supervisor auditor
GET  /bad-reviews/<review_id>/          review_officer hall_manager supervisor auditor
POST /bad-reviews/<review_id>/contact/  review_officer hall_manager
POST /bad-reviews/<review_id>/close/    review_officer hall_manager

# the robot's questions without an answer: who sees them, who settles them
GET  /questions/                        guide hall_manager item_manager
GET  /questions/<key>/                  item_manager
POST /questions/<key>/alias/            item_manager
POST /questions/<key>/faq/              item_manager
POST /questions/<key>/dismiss/          item_manager

# the desk
GET  /desk/                             staff
GET  /desk/cases/                       hall clerk_elsewhere
GET  /desk/search/                      hall clerk_elsewhere
GET  /desk/hall/                        lines clerk_elsewhere
GET  /desk/hall/floor/                  hall_manager administrator
POST /desk/hall/floor/place/            hall_manager administrator
POST /desk/hall/floor/forget/           hall_manager administrator
GET  /desk/hall/time/                   lines clerk_elsewhere
GET  /desk/hall/thresholds/             hall_manager administrator
POST /desk/hall/thresholds/             hall_manager administrator
GET  /desk/hall/proposals/<proposal_id>/ hall_manager
POST /desk/hall/proposals/<proposal_id>/ hall_manager
POST /desk/hall/proposals/<proposal_id>/accept/ hall_manager
GET  /desk/lending/                     guide clerk clerk_elsewhere issuer hall_manager
POST /desk/lending/                     guide clerk clerk_elsewhere issuer hall_manager
POST /desk/lending/<loan_id>/           nobody       # nothing is lent here
GET  /desk/lending/stock/               guide clerk clerk_elsewhere issuer hall_manager
POST /desk/lending/stock/things/        hall_manager
POST /desk/lending/stock/things/<key>/  nobody       # nothing is lent here
GET  /desk/lending/stock/things/<key>/edit/ nobody   # nothing is lent here
POST /desk/lending/stock/things/<key>/edit/ nobody   # nothing is lent here
POST /desk/lending/stock/things/<key>/retire/ nobody # nothing is lent here
POST /desk/lending/stock/goods/         hall_manager
POST /desk/lending/stock/goods/<key>/   nobody       # no goods are kept here
POST /desk/lending/stock/facilities/    hall_manager
POST /desk/lending/stock/facilities/<facility_id>/ nobody       # nothing is checked here
GET  /desk/lending/stock/facilities/<facility_id>/edit/ nobody # nothing is checked here
POST /desk/lending/stock/facilities/<facility_id>/edit/ nobody # nothing is checked here
POST /desk/lending/stock/facilities/<facility_id>/retire/ nobody # nothing is checked here
POST /desk/lending/stock/defects/<defect_id>/ nobody       # nothing is checked here
GET  /desk/roster/                      lines clerk_elsewhere
POST /desk/roster/put/                  hall_manager
POST /desk/roster/publish/              hall_manager
POST /desk/roster/drop/                 hall_manager
GET  /desk/roster/people/               hall_manager administrator
GET  /desk/roster/people/<colleague_id>/ hall_manager administrator
POST /desk/roster/people/<colleague_id>/ hall_manager administrator
GET  /desk/stacks/                      stacks clerk_elsewhere
GET  /desk/stacks/new/                  clerk clerk_elsewhere chief_approver
POST /desk/stacks/new/                  clerk clerk_elsewhere chief_approver
GET  /desk/stacks/locate/               stacks clerk_elsewhere
GET  /desk/stacks/training/             item_manager hall_manager
POST /desk/stacks/training/<name>/      item_manager hall_manager
GET  /desk/stacks/<key>/                stacks
GET  /desk/stacks/<key>/file/           clerk chief_approver
GET  /desk/stacks/<key>/remove/         clerk chief_approver hall_manager
POST /desk/stacks/<key>/remove/         clerk chief_approver hall_manager
POST /desk/stacks/<key>/state/          clerk chief_approver
GET  /desk/stacks/<key>/accept/         clerk chief_approver
POST /desk/stacks/<key>/accept/         clerk chief_approver
GET  /desk/stacks/<key>/sort/           stacks
POST /desk/stacks/<key>/sort/<name>/    clerk chief_approver
GET  /desk/plan/                        planning clerk_elsewhere
GET  /desk/plan/tickets/                planning clerk_elsewhere
POST /desk/plan/ask/                    hall_manager
GET  /desk/plan/try/                    planning clerk_elsewhere
GET  /desk/plan/peaks/                  planning clerk_elsewhere
POST /desk/plan/peaks/                  hall_manager
GET  /desk/plan/peaks/<peak_id>/        planning
POST /desk/plan/peaks/<peak_id>/ask/    hall_manager
GET  /desk/plan/peaks/<peak_id>/withdraw/ hall_manager
POST /desk/plan/peaks/<peak_id>/withdraw/ hall_manager
GET  /desk/plan/peaks/<peak_id>/print/  planning
GET  /desk/plan/<plan_id>/              planning
GET  /desk/plan/<plan_id>/adopt/        hall_manager
POST /desk/plan/<plan_id>/adopt/        hall_manager
GET  /desk/plan/<plan_id>/print/        planning
GET  /desk/authority/                   authority
GET  /desk/authority/letters/           authority
GET  /desk/authority/letters/new/       administrator department_head
POST /desk/authority/letters/new/       administrator department_head
GET  /desk/authority/letters/<letter_id>/renew/ administrator department_head
POST /desk/authority/letters/<letter_id>/renew/ administrator department_head
GET  /desk/authority/letters/<letter_id>/withdraw/ administrator department_head
POST /desk/authority/letters/<letter_id>/withdraw/ administrator department_head
GET  /desk/authority/cover/             authority
POST /desk/authority/cover/             administrator hall_manager
POST /desk/authority/cover/<absence_id>/end/ administrator hall_manager
GET  /desk/authority/days/              administrator hall_manager
POST /desk/authority/days/              administrator hall_manager
POST /desk/authority/days/<day>/clear/  administrator hall_manager
GET  /desk/batches/                     hall clerk_elsewhere item_manager
GET  /desk/batches/new/                 item_manager department_head
POST /desk/batches/new/                 item_manager department_head
GET  /desk/batches/<batch_id>/          hall item_manager
GET  /desk/batches/<batch_id>/move/     item_manager department_head
POST /desk/batches/<batch_id>/move/     item_manager department_head
GET  /desk/batches/<batch_id>/enter/    clerk chief_approver
POST /desk/batches/<batch_id>/enter/    clerk chief_approver
GET  /desk/batches/<batch_id>/folders/new/ clerk chief_approver
POST /desk/batches/<batch_id>/folders/new/ clerk chief_approver
GET  /desk/batches/<batch_id>/folders/template.xlsx clerk chief_approver
GET  /desk/batches/<batch_id>/folders/<folder_id>/ clerk chief_approver
GET  /desk/batches/<batch_id>/folders/<folder_id>/receive/ clerk chief_approver
POST /desk/batches/<batch_id>/folders/<folder_id>/receive/ clerk chief_approver
POST /desk/batches/<batch_id>/folders/<folder_id>/add/ clerk chief_approver
POST /desk/batches/<batch_id>/folders/<folder_id>/take/ clerk chief_approver
GET  /desk/batches/<batch_id>/people/<person_id>/ clerk chief_approver
POST /desk/batches/<batch_id>/people/<person_id>/ clerk chief_approver
GET  /desk/batches/<batch_id>/members/  hall
GET  /desk/batches/<batch_id>/members/<number>/ chief_approver approver department_head
POST /desk/batches/<batch_id>/members/<number>/ chief_approver approver department_head
GET  /desk/runs/new/                    clerk clerk_elsewhere chief_approver
POST /desk/runs/new/                    clerk clerk_elsewhere chief_approver
GET  /desk/runs/<run_id>/               hall
POST /desk/runs/<run_id>/turn/          clerk hall_manager department_head
GET  /desk/runs/<run_id>/volumes/<number>/ nobody    # nothing is printed here
GET  /desk/print/                       issuer hall_manager item_manager supervisor auditor
GET  /desk/print/new/                   issuer
POST /desk/print/new/                   issuer
POST /desk/print/plain/                 nobody       # no certificate is named here
GET  /desk/print/<run_id>/              issuer hall_manager item_manager supervisor auditor
POST /desk/print/<run_id>/send/         issuer
GET  /desk/print/<run_id>/sheets.pdf    issuer
POST /desk/print/<run_id>/settle/       issuer
POST /desk/print/<run_id>/end/          issuer
GET  /desk/print/sheets/<sheet_id>/void/ issuer
POST /desk/print/sheets/<sheet_id>/void/ issuer
GET  /desk/print/stock/                 issuer hall_manager item_manager supervisor auditor
GET  /desk/print/stock/new/             hall_manager item_manager
POST /desk/print/stock/new/             hall_manager item_manager
POST /desk/print/stock/preview/         hall_manager item_manager
GET  /desk/print/stock/<template_id>/   hall_manager item_manager
POST /desk/print/stock/<template_id>/   hall_manager item_manager
GET  /desk/print/printers/              issuer hall_manager item_manager supervisor auditor
POST /desk/print/printers/              hall_manager item_manager
GET  /desk/print/printers/<printer_id>/ issuer hall_manager item_manager supervisor auditor
POST /desk/print/printers/<printer_id>/ issuer hall_manager item_manager
GET  /desk/print/printers/<printer_id>/crosses.pdf issuer hall_manager item_manager supervisor auditor
GET  /desk/print/printers/<printer_id>/grid.pdf issuer hall_manager item_manager supervisor auditor
GET  /desk/supervision/                 hall clerk_elsewhere
GET  /desk/supervision/new/             supervisor
POST /desk/supervision/new/             supervisor
GET  /desk/supervision/<order_id>/      supervisor hall_manager department_head auditor clerk
POST /desk/supervision/<order_id>/answer/ clerk department_head hall_manager
POST /desk/supervision/<order_id>/review/ supervisor
POST /desk/supervision/<order_id>/withdraw/ supervisor
GET  /desk/terms/<name>/                hall_manager supervisor department_head administrator auditor
POST /desk/terms/<name>/                supervisor
GET  /desk/credit/                      clerk clerk_elsewhere chief_approver approver hall_manager supervisor department_head auditor
GET  /desk/credit/<record_id>/          clerk chief_approver approver hall_manager supervisor department_head auditor
POST /desk/credit/<record_id>/          clerk chief_approver supervisor
GET  /desk/promises/                    chief_approver approver
GET  /desk/promises/<check_id>/         chief_approver approver
POST /desk/promises/<check_id>/         chief_approver approver
GET  /desk/tolerance/                   clerk clerk_elsewhere chief_approver approver hall_manager supervisor department_head auditor
POST /desk/tolerance/                   hall_manager department_head
GET  /desk/cases/<number>/tolerance/    hall
GET  /desk/appointments/                guide clerk clerk_elsewhere chief_approver approver issuer hall_manager
GET  /desk/appointments/new/            guide clerk clerk_elsewhere chief_approver approver issuer hall_manager
POST /desk/appointments/new/            guide clerk clerk_elsewhere chief_approver approver issuer hall_manager
POST /desk/appointments/check-in/       guide clerk clerk_elsewhere chief_approver approver issuer hall_manager
GET  /desk/appointments/seats/          hall_manager
POST /desk/appointments/seats/          hall_manager
GET  /desk/appointments/special/        hall_manager
POST /desk/appointments/special/        hall_manager
GET  /desk/appointments/groups/         hall_manager
POST /desk/appointments/groups/         hall_manager
GET  /desk/appointments/terms/          hall_manager
POST /desk/appointments/terms/          hall_manager
GET  /desk/appointments/<code>/         guide clerk chief_approver approver issuer hall_manager
POST /desk/appointments/<code>/         guide clerk chief_approver approver issuer hall_manager
GET  /desk/modes/                       guide clerk clerk_elsewhere chief_approver issuer hall_manager supervisor department_head auditor
GET  /desk/visits/                      guide clerk clerk_elsewhere chief_approver issuer hall_manager supervisor department_head auditor
POST /desk/visits/                      guide clerk clerk_elsewhere chief_approver hall_manager
GET  /desk/visits/<pk>/                 guide clerk chief_approver issuer hall_manager supervisor department_head auditor
POST /desk/visits/<pk>/                 guide clerk chief_approver hall_manager
GET  /desk/window/                      clerk clerk_elsewhere chief_approver approver issuer hall_manager
GET  /desk/window/line/                 clerk clerk_elsewhere chief_approver approver issuer hall_manager
POST /desk/window/<name>/               clerk clerk_elsewhere chief_approver approver issuer hall_manager
GET  /desk/tickets/                     guide clerk clerk_elsewhere chief_approver approver issuer hall_manager
POST /desk/tickets/                     guide clerk clerk_elsewhere chief_approver approver issuer hall_manager
POST /desk/tickets/<ticket_id>/<name>/  guide clerk chief_approver approver issuer hall_manager
GET  /desk/windows/                     guide clerk clerk_elsewhere chief_approver approver issuer hall_manager supervisor department_head auditor
POST /desk/windows/<number>/<name>/     hall_manager
GET  /desk/checkup/                     item_manager administrator hall_manager auditor
GET  /desk/checkup/<key>/               item_manager administrator hall_manager auditor
GET  /desk/guides/                      hall clerk_elsewhere item_manager
GET  /desk/guides/<key>/                hall clerk_elsewhere item_manager
GET  /desk/receive/                     clerk clerk_elsewhere chief_approver
GET  /desk/receive/<key>/               clerk clerk_elsewhere chief_approver
POST /desk/receive/<key>/               clerk clerk_elsewhere chief_approver
GET  /desk/cases/<number>/              hall
GET  /desk/cases/<number>/scan/         clerk chief_approver
POST /desk/cases/<number>/scan/         clerk chief_approver
GET  /desk/cases/<number>/clock/        hall
GET  /desk/cases/<number>/timeline/     hall
GET  /desk/cases/<number>/joint/        hall
GET  /desk/cases/<number>/documents/    hall
GET  /desk/cases/<number>/hearing/      hall
GET  /desk/cases/<number>/dossier/      clerk chief_approver hall_manager supervisor department_head auditor
POST /desk/cases/<number>/dossier/      clerk chief_approver hall_manager supervisor department_head auditor
GET  /desk/cases/<number>/dossier/file/ clerk chief_approver hall_manager supervisor department_head auditor
GET  /desk/archive/                     hall_manager supervisor department_head auditor
POST /desk/archive/propose/             hall_manager supervisor
GET  /desk/archive/<list_id>/           nobody       # no list was proposed
POST /desk/archive/<list_id>/           nobody       # no list was proposed
POST /desk/guides/<key>/tell/           guide clerk clerk_elsewhere chief_approver approver issuer
POST /desk/cases/<number>/papers/<key>/ clerk chief_approver approver
GET  /desk/cases/<number>/do/<name>/    clerk chief_approver approver
POST /desk/cases/<number>/do/<name>/    clerk chief_approver approver
GET  /desk/cases/<number>/people/<person>/ clerk chief_approver approver issuer hall_manager
POST /desk/cases/<number>/people/<person>/ clerk chief_approver approver issuer hall_manager

# screens and the floor are for everybody; a kiosk is made one by staff, and any other
# device is only shown the way there
GET  /screen/chime.wav                  everyone
GET  /screen/<hall_id>/                 everyone
GET  /screen/<hall_id>/window/<number>/ everyone
GET  /screen/<hall_id>/said/<number>/<window>.wav everyone
GET  /map/<hall_id>/                    everyone
GET  /t/<token>/code.svg                everyone
GET  /t/<token>/                        everyone
POST /t/<token>/<name>/                 everyone
GET  /ticket/                           citizens
POST /ticket/                           citizens
GET  /kiosk/<hall_id>/                  guide hall_manager administrator
POST /kiosk/<hall_id>/pair/             guide hall_manager administrator
GET  /kiosk/<hall_id>/now/              everyone
GET  /kiosk/<hall_id>/find/             everyone
GET  /kiosk/<hall_id>/help/             everyone
GET  /kiosk/<hall_id>/keys/             everyone
POST /kiosk/<hall_id>/keys/             everyone
GET  /kiosk/<hall_id>/ask/              everyone
POST /kiosk/<hall_id>/ask/              everyone
POST /kiosk/<hall_id>/take/             everyone
POST /kiosk/<hall_id>/scan/             everyone
GET  /kiosk/<hall_id>/ticket/<token>/   everyone

# the tablet at a window: set up by staff, then used by whoever sits there
GET  /tablet/                           clerk clerk_elsewhere chief_approver issuer hall_manager
POST /tablet/pair/                      clerk clerk_elsewhere chief_approver issuer hall_manager
POST /tablet/show/                      clerk chief_approver issuer
GET  /tablet/now/                       everyone
GET  /tablet/<token>/                   everyone
POST /tablet/<token>/                   everyone
POST /tablet/<token>/leave/             everyone
POST /tablet/<token>/away/              everyone

# the day in figures
GET  /today/                            hall_manager department_head supervisor auditor administrator chief_approver
GET  /today/<name>/                     hall_manager department_head supervisor auditor administrator chief_approver

# programs
GET  /api/v1/                           nobody
GET  /api/v1/docs                       everyone
GET  /api/v1/openapi.json               everyone
GET  /api/v1/verify                     everyone
GET  /api/v1/opinions                   machine
GET  /api/v1/cases/<number>/opinions    machine
POST /api/v1/cases/<number>/opinions    machine
POST /api/v1/cases/<number>/opinions/<opinion>/answer machine
POST /api/v1/cases/<number>/opinions/<opinion>/return machine
POST /api/v1/cases/<number>/opinions/<opinion>/withdrawal machine
POST /api/v1/stacks                     machine
GET  /api/v1/stacks/<key>               machine
GET  /api/v1/pages                      machine
GET  /api/v1/pages/<key>                machine
POST /api/v1/pages/<key>/confirmation   machine
GET  /api/v1/cases                      machine
POST /api/v1/cases                      machine
POST /api/v1/bundles/<key>/situation    nobody       # the hall has no bundle here
POST /api/v1/bundle-cases               machine
GET  /api/v1/bundle-cases/<number>      nobody       # nobody applied for several matters
GET  /api/v1/cases/<number>             machine
POST /api/v1/cases/<number>/receive     machine
POST /api/v1/cases/<number>/papers/<key> machine
POST /api/v1/cases/<number>/notice      machine
POST /api/v1/cases/<number>/accept      machine
POST /api/v1/cases/<number>/decline     machine
POST /api/v1/cases/<number>/route       machine
POST /api/v1/cases/<number>/decide      machine
POST /api/v1/cases/<number>/issue       machine
POST /api/v1/cases/<number>/withdraw    machine
POST /api/v1/cases/<number>/supplement  machine
POST /api/v1/cases/<number>/lapse       machine
POST /api/v1/cases/<number>/suspend     machine
POST /api/v1/cases/<number>/resume      machine
POST /api/v1/cases/<number>/extend      machine
POST /api/v1/cases/<number>/papers/<key>/tolerance machine
POST /api/v1/cases/<number>/papers/<key>/tolerance/decision machine
POST /api/v1/cases/<number>/undertaking machine
POST /api/v1/cases/<number>/promise     machine
POST /api/v1/cases/<number>/papers/<key>/promise/withdrawal machine
POST /api/v1/cases/<number>/papers/<key>/arrival machine
GET  /api/v1/cases/<number>/modes       machine
POST /api/v1/cases/<number>/terminate   machine
POST /api/v1/cases/<number>/at-once     machine
POST /api/v1/cases/<number>/precedence  machine
POST /api/v1/cases/<number>/precedence/decision machine
POST /api/v1/cases/<number>/transfer    machine
POST /api/v1/cases/<number>/transfer/taken machine
POST /api/v1/cases/<number>/transfer/parcels machine
POST /api/v1/cases/<number>/transfer/parcels/<parcel>/arrival machine
POST /api/v1/certificates/<number>/follow-ups machine
GET  /api/v1/cases/<number>/hearing     machine
POST /api/v1/cases/<number>/hearing     machine
POST /api/v1/cases/<number>/hearing/wish machine
POST /api/v1/cases/<number>/hearing/waiver machine
POST /api/v1/cases/<number>/hearing/cancellation machine
POST /api/v1/cases/<number>/hearing/call machine
POST /api/v1/cases/<number>/hearing/challenge machine
POST /api/v1/cases/<number>/hearing/challenge/decision machine
POST /api/v1/cases/<number>/hearing/minutes machine
POST /api/v1/cases/<number>/hearing/signatures machine
POST /api/v1/cases/<number>/hearing/close machine
GET  /api/v1/supervision                nobody else 403   # its token has no scope for supervision
POST /api/v1/supervision                nobody else 403
GET  /api/v1/supervision/<order_id>     nobody else 403
POST /api/v1/supervision/<order_id>/answer nobody else 403
POST /api/v1/supervision/<order_id>/review nobody else 403
POST /api/v1/reviews                    machine
GET  /api/v1/queue/board                everyone
GET  /api/v1/forecast                   machine
POST /api/v1/plans                      nobody else 403  # for programs with a hall manager's role
GET  /api/v1/plans/<plan_id>            machine
POST /api/v1/plans/<plan_id>/adopt      nobody else 403
GET  /api/v1/queue/figures              machine
GET  /api/v1/queue/replay               machine
POST /api/v1/tickets                    machine
GET  /api/v1/tickets/<token>            everyone
POST /api/v1/tickets/<token>/arrive     machine
POST /api/v1/tickets/<token>/return     machine
POST /api/v1/tickets/<token>/leave      machine
GET  /api/v1/windows/<number>           machine
POST /api/v1/windows/<number>/next      machine
POST /api/v1/windows/<number>/<move>    machine
GET  /api/v1/appointments/slots         everyone
POST /api/v1/appointments               machine
GET  /api/v1/appointments/<code>        machine
POST /api/v1/appointments/<code>/change machine
POST /api/v1/appointments/<code>/cancel machine
POST /api/v1/appointments/<code>/check-in machine
GET  /api/v1/documents/<number>         machine
GET  /api/v1/documents/<number>/pdf     machine
POST /api/v1/ask                        everyone
GET  /api/v1/items                      everyone
GET  /api/v1/items/search               everyone
GET  /api/v1/items/<key>                everyone
POST /api/v1/items/<key>/papers         everyone
GET  /api/v1/items/<key>/checkup        nobody else 403   # its token has no scope for drafts
POST /api/v1/files                      machine
GET  /api/v1/files/<key>                machine
GET  /api/v1/files/<key>/content        machine
"""

LINE = re.compile(
    r"(?P<method>GET|POST|PUT|PATCH|DELETE)\s+(?P<address>/\S*)\s+"
    r"(?P<who>[a-z_ -]*?)\s*(?:else\s+(?P<rest>403|404|sign-in))?$"
)


@dataclass(frozen=True)
class Row:
    """One door: who of the cast may, and the status of the others who are signed in."""

    method: str
    address: str
    may: frozenset[str]
    rest: str = "404"
    text: str = field(default="", compare=False)


def people(words: str) -> frozenset[str]:
    """ "staff -guide" -> everybody of the group but one."""
    chosen: set[str] = set()
    for word in words.split():
        names = GROUPS.get(word.lstrip("-"), {word.lstrip("-")})
        if not names <= CAST:
            raise ValueError(f"nobody of the cast is called {word}")
        chosen = chosen - names if word.startswith("-") else chosen | names
    return frozenset(chosen)


def read(table: str) -> tuple[Row, ...]:
    rows = []
    for line in table.splitlines():
        text = line.split("#")[0].strip()
        if not text:
            continue
        found = LINE.fullmatch(text)
        if found is None:
            raise ValueError(f"not a row of the permission table: {line}")
        rest = found["rest"] or "404"
        row = Row(found["method"], found["address"], people(found["who"]), rest, text)
        rows.append(row)
    return tuple(rows)


ROWS = read(TABLE)
