from tests.factories import online as cases


def test_all(cast, diploma, citizen):
    d = cases.make_draft(cast)
    c = cases.make_correction(cast)
    c2 = cases.make_closed(cast)
    k = "edu-selfexam-diploma"
    bad = []
    for url in ["/", "/search/?q=毕业证", "/search/?q=xyzzy", "/search/", "/matters/", f"/matters/{k}/", f"/matters/{k}/questions/", f"/matters/{k}/questions/?year=after&last=year", f"/matters/{k}/questions/?year=after&who=agent&last=who", f"/matters/{k}/apply/?year=after&who=self", f"/matters/{k}/apply/?year=after&who=agent", "/my/", f"/my/{d.number}/", f"/my/{d.number}/who/", f"/my/{d.number}/papers/", f"/my/{d.number}/delivery/", f"/my/{d.number}/check/", f"/my/{d.number}/update/", f"/my/{c.number}/", f"/my/{c2.number}/", f"/my/{c2.number}/done/", f"/my/{c.number}/withdraw/", "/track/", f"/track/?number={c.number}&code={c.query_code}", "/track/?number=x&code=y", "/hall/", "/about/privacy/", "/about/accessibility/", "/about/stuck/"]:
        try:
            r = citizen.get(url)
            print(r.status_code, url, r.get("Location", ""))
        except Exception as e:
            bad.append((url, repr(e)[:300]))
            print("BAD", url, repr(e)[:300])
    assert not bad
