# La commune 1 compte 1 000 habitants.

**✗ Not ready** 2 open, 1 disputed, 1 of the sources not read

- Article: valmer.txt
- Language: fr
- Text: sha256 `aaf4147380c48c5ff02761bd9f185bd70863d294e5b8ba687e93ad4fb3e2a230`
- Claims: 1 of 3 decided: 1 disputed; 2 open, not found
- Read by: MD
- Checked: 1 March 2026, 14:07 UTC
- Log: up to event 3, sha256 `8c592f4583b26164cf112c8cf91f4cc7c574112774850ea699c9e6376bf74a5a`

## To change

- [Claim 3](#claim-3): compte 3 000 habitants (F)

## The article

Each claim stands between ⟦ and ⟧, with its number and how it stands.

La commune 1 ⟦compte 1 000 habitants⟧[1∅](#claim-1).

La commune 2 ⟦compte 2 000 habitants⟧[2∅](#claim-2).

La commune 3 ⟦compte 3 000 habitants⟧[3✗](#claim-3).

## Without a source

- [Claim 1](#claim-1): compte 1 000 habitants (∅ open, not found, absent)
- [Claim 2](#claim-2): compte 2 000 habitants (∅ open, not found, absent)
- [Claim 3](#claim-3): compte 3 000 habitants (✗ disputed, absent)

## Claims

### Claim 1

**∅ open, not found** · number in line 1

The article says (read as about 1 000 habitants):

> compte 1 000 habitants

No passage of any source bears on it.

- Found: absent

### Claim 2

**∅ open, not found** · number in line 2

The article says (read as about 2 000 habitants):

> compte 2 000 habitants

No passage of any source bears on it.

- Found: absent

### Claim 3

**✗ disputed** · number in line 3

The article says (read as about 3 000 habitants):

> compte 3 000 habitants

No passage of any source bears on it.

- Found: absent
- Decided: disputed by MD, 1 March 2026, 14:07 UTC
- Note: F

## Sources

- \[1\] Valmer bridge: read; named harbour.html; had 1 March 2026, 10:00 UTC; copy sha256 `77ab77ab77ab77ab77ab77ab77ab77ab77ab77ab77ab77ab77ab77ab77ab77ab`; no claim rests on it
- \[2\] 桥.html: read; named 桥.html; had 1 March 2026, 10:00 UTC; copy sha256 `12cd12cd12cd12cd12cd12cd12cd12cd12cd12cd12cd12cd12cd12cd12cd12cd`; no claim rests on it
- \[3\] http\://gone.example/x: failed: http\_status: the server said 404; named http\://gone.example/x; no claim rests on it

Made by stet-desk/0.1.0. `stet log --verify` proves that no event was changed.
