//! Every form of label that the studies print, and more: records in, exact strings out. The people and meetings are made up.

use super::*;

/// Whether every record gives its label with nothing missing. A line is a record, an arrow and a label.
fn assert_labels(style: &HouseStyle, rows: &str) {
    for row in rows.lines().map(str::trim).filter(|row| !row.is_empty()) {
        let (line, expected) = row.split_once("→").expect("a record and a label");
        let (label, missing) = labelled(style, &record(line));
        assert_eq!(label, expected.trim(), "{line}");
        assert!(missing.is_empty(), "{line}: {missing:?}");
    }
}

// Row 1, the commonest: role and number.
#[test]
fn role_and_number() {
    let style = HouseStyle::report();
    assert_labels(
        &style,
        "
        kind: interview | person: Manager #503 → [Manager ID 503]
        kind: interview | person: Manager #506 → [Manager ID 506]
        kind: interview | person: Manager #509 → [Manager ID 509]
        kind: interview | person: GP #512 → [GP ID 512]
        kind: interview | person: GP #515 → [GP ID 515]
        kind: interview | person: GP #518 → [GP ID 518]
        kind: interview | person: Lay member #521 → [Lay member ID 521]
        kind: interview | person: Lay member #524 → [Lay member ID 524]
        kind: interview | person: Lay member #527 → [Lay member ID 527]
        kind: interview | person: LA manager #530 → [LA manager ID 530]
        kind: interview | person: LA manager #533 → [LA manager ID 533]
        kind: interview | person: LA manager #536 → [LA manager ID 536]
        kind: interview | person: Local authority manager #539 → [Local authority manager ID 539]
        kind: interview | person: Local authority manager #542 → [Local authority manager ID 542]
        kind: interview | person: Local authority manager #545 → [Local authority manager ID 545]
        kind: interview | person: Practice manager #548 → [Practice manager ID 548]
        kind: interview | person: Practice manager #551 → [Practice manager ID 551]
        kind: interview | person: Practice manager #554 → [Practice manager ID 554]
        kind: interview | person: Nurse #557 → [Nurse ID 557]
        kind: interview | person: Nurse #560 → [Nurse ID 560]
        kind: interview | person: Nurse #563 → [Nurse ID 563]
        kind: interview | person: Pharmacist #566 → [Pharmacist ID 566]
        kind: interview | person: Pharmacist #569 → [Pharmacist ID 569]
        kind: interview | person: Pharmacist #572 → [Pharmacist ID 572]
        kind: interview | person: Secondary care doctor #575 → [Secondary care doctor ID 575]
        kind: interview | person: Secondary care doctor #578 → [Secondary care doctor ID 578]
        kind: interview | person: Secondary care doctor #581 → [Secondary care doctor ID 581]
        kind: interview | person: Patient representative #584 → [Patient representative ID 584]
        kind: interview | person: Patient representative #587 → [Patient representative ID 587]
        kind: interview | person: Patient representative #590 → [Patient representative ID 590]
        kind: interview | person: Chair #593 → [Chair ID 593]
        kind: interview | person: Chair #596 → [Chair ID 596]
        kind: interview | person: Chair #599 → [Chair ID 599]
        kind: interview | person: Public health consultant #602 → [Public health consultant ID 602]
        kind: interview | person: Public health consultant #605 → [Public health consultant ID 605]
        kind: interview | person: Public health consultant #608 → [Public health consultant ID 608]
    ",
    );
}

// Row 2: with a comma.
#[test]
fn role_comma_number() {
    let style = HouseStyle::commas();
    assert_labels(&style, "
        kind: interview | person: Manager #610 → [Manager, ID 610]
        kind: interview | person: Manager #612 → [Manager, ID 612]
        kind: interview | person: GP #614 → [GP, ID 614]
        kind: interview | person: GP #616 → [GP, ID 616]
        kind: interview | person: Lay member #618 → [Lay member, ID 618]
        kind: interview | person: Lay member #620 → [Lay member, ID 620]
        kind: interview | person: Ex-Non-executive director #622 → [Ex-Non-executive director, ID 622]
        kind: interview | person: Ex-Non-executive director #624 → [Ex-Non-executive director, ID 624]
        kind: interview | person: Local authority manager #626 → [Local authority manager, ID 626]
        kind: interview | person: Local authority manager #628 → [Local authority manager, ID 628]
        kind: interview | person: Nurse #630 → [Nurse, ID 630]
        kind: interview | person: Nurse #632 → [Nurse, ID 632]
        kind: interview | person: Practice manager #634 → [Practice manager, ID 634]
        kind: interview | person: Practice manager #636 → [Practice manager, ID 636]
        kind: interview | person: Chair #638 → [Chair, ID 638]
        kind: interview | person: Chair #640 → [Chair, ID 640]
    ");
}

// Row 3: no blank before the number.
#[test]
fn number_without_blank() {
    let style = HouseStyle::article();
    assert_labels(&style, "
        kind: interview | word: policy interview | person: GP #6 → [GP ID6]
        kind: interview | word: policy interview | person: GP #164 → [GP ID164]
        kind: interview | word: policy interview | person: Policy maker #7 → [Policy maker ID7]
        kind: interview | word: policy interview | person: Policy maker #676 → [Policy maker ID676]
        kind: interview | word: policy interview | person: Manager #1 → [Manager ID1]
        kind: interview | word: policy interview | person: Manager #84 → [Manager ID84]
        kind: interview | word: policy interview | person: Lay member #9 → [Lay member ID9]
        kind: interview | word: policy interview | person: Lay member #106 → [Lay member ID106]
        kind: interview | word: policy interview | person: Accountable officer #6 → [Accountable officer ID6]
        kind: interview | word: policy interview | person: Accountable officer #606 → [Accountable officer ID606]
        kind: interview | word: policy interview | person: Regional director #1 → [Regional director ID1]
        kind: interview | word: policy interview | person: Regional director #529 → [Regional director ID529]
    ");
}

// Row 4: round brackets and a finer role than usual.
#[test]
fn round_brackets_and_fine_roles() {
    let style =
        HouseStyle { brackets: Brackets::Round, grain: Grain::Fine, ..HouseStyle::report() };
    assert_labels(&style, "
        kind: interview | person: GP/GP Locality Lead #641 → (GP Locality Lead ID 641)
        kind: interview | person: Manager/Chief finance officer #642 → (Chief finance officer ID 642)
        kind: interview | person: Manager/Deputy finance director #643 → (Deputy finance director ID 643)
        kind: interview | person: Lay member/Lay member for audit #644 → (Lay member for audit ID 644)
        kind: interview | person: Nurse/Governing body nurse #645 → (Governing body nurse ID 645)
        kind: interview | person: GP/Clinical chair #646 → (Clinical chair ID 646)
        kind: interview | person: Manager/ #647 → (Manager ID 647)
        kind: interview | person: GP/ #648 → (GP ID 648)
    ");
}

// Row 5: the slip, which a literal bracket can still say.
#[test]
fn a_slip() {
    let style = HouseStyle { brackets: Brackets::None, ..style_of("{role} ID {person}]") };
    assert_labels(
        &style,
        "
        person: GP #517 → GP ID 517]
        person: Manager #3 → Manager ID 3]
        person: Lay member #40 → Lay member ID 40]
    ",
    );
}

// Row 6: a note behind the bracket.
#[test]
fn note_outside() {
    let style =
        HouseStyle { notes: Notes { glued: true, ..Notes::default() }, ..HouseStyle::report() };
    assert_labels(&style, "
        kind: interview | person: Manager #518 | note: emphasis added → [Manager ID 518](emphasis added)
        kind: interview | person: GP #12 | note: emphasis added → [GP ID 12](emphasis added)
        kind: interview | person: Lay member #90 | note: emphasis added → [Lay member ID 90](emphasis added)
        kind: interview | person: Nurse #540 | note: emphasis added → [Nurse ID 540](emphasis added)
        kind: fieldnote | meeting: 7 | type: Locality meeting | date: 2014-05 | note: our emphasis → [Extract from fieldnotes Locality meeting May 2014 M7](our emphasis)
    ");
}

// The same with a blank, and without a note.
#[test]
fn note_outside_with_blank() {
    let style = HouseStyle::report();
    assert_labels(&style, "
        kind: interview | person: Manager #518 | note: emphasis added → [Manager ID 518] (emphasis added)
        kind: interview | person: Manager #518 → [Manager ID 518]
    ");
}

// A note within the bracket.
#[test]
fn note_inside() {
    let style = HouseStyle::article();
    assert_labels(&style, "
        kind: interview | person: Manager #518 | note: emphasis added → [Manager ID518, emphasis added]
        kind: interview | person: GP #2 | note: translated → [GP ID2, translated]
        kind: interview | person: GP #2 → [GP ID2]
    ");
}

// Row 7: a number series of its own.
#[test]
fn telephone() {
    let style = HouseStyle::report();
    assert_labels(
        &style,
        "
        kind: interview | word: telephone interview | caller: #9 → [telephone interviewee ID 9]
        kind: interview | word: telephone interview | caller: #1 → [telephone interviewee ID 1]
        kind: interview | word: telephone interview | caller: #17 → [telephone interviewee ID 17]
        kind: interview | word: telephone interview | caller: #23 → [telephone interviewee ID 23]
        kind: interview | word: telephone interview | caller: #104 → [telephone interviewee ID 104]
        kind: template | word: Telephone interview | caller: #9 → [telephone interviewee ID 9]
    ",
    );
}

// The same with the name of the series.
#[test]
fn series_name() {
    let style = style_of("{series} ID {person}");
    assert_labels(
        &style,
        "
        caller: #9 → [telephone interviewee ID 9]
    ",
    );
}

// Row 8: the main form of fieldnotes, once without a type; in row 13 without a date.
#[test]
fn fieldnotes() {
    let style = HouseStyle::report();
    assert_labels(&style, "
        kind: fieldnote | type: Executive meeting | date: 2013-04 | meeting: 21 → [Extract from fieldnotes Executive meeting April 2013 M21]
        kind: fieldnote | type: Executive meeting | date: 2014-02-14 | meeting: 22 → [Extract from fieldnotes Executive meeting February 2014 M22]
        kind: fieldnote | type: Executive meeting | date: 2013-02 | meeting: 23 → [Extract from fieldnotes Executive meeting February 2013 M23]
        kind: fieldnote | type: Governing body meeting | date: 2014-02 | meeting: 24 → [Extract from fieldnotes Governing body meeting February 2014 M24]
        kind: fieldnote | type: Governing body meeting | date: 2013-01-08 | meeting: 25 → [Extract from fieldnotes Governing body meeting January 2013 M25]
        kind: fieldnote | type: Governing body meeting | date: 2013-11 | meeting: 26 → [Extract from fieldnotes Governing body meeting November 2013 M26]
        kind: fieldnote | type: Locality meeting | date: 2014-10 | meeting: 27 → [Extract from fieldnotes Locality meeting October 2014 M27]
        kind: fieldnote | type: Locality meeting | date: 2013-01-02 | meeting: 28 → [Extract from fieldnotes Locality meeting January 2013 M28]
        kind: fieldnote | type: Locality meeting | date: 2013-09 | meeting: 29 → [Extract from fieldnotes Locality meeting September 2013 M29]
        kind: fieldnote | type: GP members meeting | date: 2014-05 | meeting: 30 → [Extract from fieldnotes GP members meeting May 2014 M30]
        kind: fieldnote | type: GP members meeting | date: 2013-03-19 | meeting: 31 → [Extract from fieldnotes GP members meeting March 2013 M31]
        kind: fieldnote | type: GP members meeting | date: 2013-05 | meeting: 32 → [Extract from fieldnotes GP members meeting May 2013 M32]
        kind: fieldnote | type: H&WB meeting | date: 2013-02 | meeting: 33 → [Extract from fieldnotes H&WB meeting February 2013 M33]
        kind: fieldnote | type: H&WB meeting | date: 2013-06-18 | meeting: 34 → [Extract from fieldnotes H&WB meeting June 2013 M34]
        kind: fieldnote | type: H&WB meeting | date: 2013-12 | meeting: 35 → [Extract from fieldnotes H&WB meeting December 2013 M35]
        kind: fieldnote | type: All members meeting | date: 2013-10 | meeting: 36 → [Extract from fieldnotes All members meeting October 2013 M36]
        kind: fieldnote | type: All members meeting | date: 2013-10-16 | meeting: 37 → [Extract from fieldnotes All members meeting October 2013 M37]
        kind: fieldnote | type: All members meeting | date: 2014-11 | meeting: 38 → [Extract from fieldnotes All members meeting November 2014 M38]
        kind: fieldnote | type: Organisational and Stakeholder development meeting | date: 2014-06 | meeting: 39 → [Extract from fieldnotes Organisational and Stakeholder development meeting June 2014 M39]
        kind: fieldnote | type: Organisational and Stakeholder development meeting | date: 2014-10-12 | meeting: 40 → [Extract from fieldnotes Organisational and Stakeholder development meeting October 2014 M40]
        kind: fieldnote | type: Organisational and Stakeholder development meeting | date: 2013-05 | meeting: 41 → [Extract from fieldnotes Organisational and Stakeholder development meeting May 2013 M41]
        kind: fieldnote | date: 2014-06 | meeting: 52 → [Extract from fieldnotes meeting June 2014 M52]
        kind: fieldnote | type: Executive meeting | met: 2014-06-03 | meeting: 51 → [Extract from fieldnotes Executive meeting June 2014 M51]
        kind: fieldnote | type: Executive meeting | date: 2014 | meeting: 51 → [Extract from fieldnotes Executive meeting 2014 M51]
        kind: fieldnote | type: Executive meeting | meeting: 59 → [Extract from fieldnotes Executive meeting M59]
        kind: fieldnote | type: Locality meeting | meeting: 61 → [Extract from fieldnotes Locality meeting M61]
        kind: fieldnote | meeting: 62 → [Extract from fieldnotes meeting M62]
    ");
}

// Row 9: with a comma.
#[test]
fn fieldnotes_comma() {
    let style = HouseStyle::commas();
    assert_labels(&style, "
        kind: fieldnote | type: Executive meeting | date: 2014-03 | meeting: 42 → [Extract from fieldnotes, Executive meeting March 2014 M42]
        kind: fieldnote | type: Executive meeting | date: 2014-12 | meeting: 43 → [Extract from fieldnotes, Executive meeting December 2014 M43]
        kind: fieldnote | type: Governing body meeting | date: 2014-04 | meeting: 44 → [Extract from fieldnotes, Governing body meeting April 2014 M44]
        kind: fieldnote | type: Governing body meeting | date: 2014-02 | meeting: 45 → [Extract from fieldnotes, Governing body meeting February 2014 M45]
        kind: fieldnote | type: Locality meeting | date: 2014-10 | meeting: 46 → [Extract from fieldnotes, Locality meeting October 2014 M46]
        kind: fieldnote | type: Locality meeting | date: 2014-05 | meeting: 47 → [Extract from fieldnotes, Locality meeting May 2014 M47]
        kind: fieldnote | type: GP members meeting | date: 2014-09 | meeting: 48 → [Extract from fieldnotes, GP members meeting September 2014 M48]
        kind: fieldnote | type: GP members meeting | date: 2014-08 | meeting: 49 → [Extract from fieldnotes, GP members meeting August 2014 M49]
        kind: fieldnote | type: H&WB meeting | date: 2014-06 | meeting: 50 → [Extract from fieldnotes, H&WB meeting June 2014 M50]
        kind: fieldnote | type: H&WB meeting | date: 2014-12 | meeting: 51 → [Extract from fieldnotes, H&WB meeting December 2014 M51]
        kind: fieldnote | type: Members meeting | date: 2014-08 | meeting: 52 → [Extract from fieldnotes, Members meeting August 2014 M52]
        kind: fieldnote | type: Members meeting | date: 2014-05 | meeting: 53 → [Extract from fieldnotes, Members meeting May 2014 M53]
        kind: fieldnote | meeting: 57 → [Extract from fieldnotes, meeting M57]
    ");
}

// Row 10: “fieldnotes from”.
#[test]
fn fieldnotes_from() {
    let style =
        style_of("Extract from fieldnotes< from {meeting_type}>< {date:MMMM YYYY}> {meeting}");
    assert_labels(&style, "
        type: Executive meeting | date: 2014-07 | meeting: 54 → [Extract from fieldnotes from Executive meeting July 2014 M54]
        type: Locality meeting | date: 2014-07 | meeting: 63 → [Extract from fieldnotes from Locality meeting July 2014 M63]
        type: Locality meeting | meeting: 64 → [Extract from fieldnotes from Locality meeting M64]
        date: 2013-12 | meeting: 65 → [Extract from fieldnotes December 2013 M65]
    ");
}

// Row 11: without “fieldnotes”, and a document.
#[test]
fn without_fieldnotes() {
    let style = style_of(
        "Extract from {meeting_type}{when kind is document: \\ {kind}}< {date:MMMM YYYY}> {meeting}",
    );
    assert_labels(&style, "
        kind: fieldnote | type: Executive meeting | date: 2014-07 | meeting: 55 → [Extract from Executive meeting July 2014 M55]
        kind: document | word: minutes | type: Members meeting | date: 2014-05 | meeting: 56 → [Extract from Members meeting minutes May 2014 M56]
        kind: document | word: agenda | type: Executive meeting | meeting: 66 → [Extract from Executive meeting agenda M66]
        kind: fieldnote | type: Governing body meeting | meeting: 67 → [Extract from Governing body meeting M67]
    ");
}

// Row 11 in the style that comes with the program.
#[test]
fn minutes() {
    let style = HouseStyle::report();
    assert_labels(&style, "
        kind: document | word: minutes | type: Members meeting | date: 2014-05 | meeting: 56 → [Extract from Members meeting minutes May 2014 M56]
        kind: document | word: minutes | date: 2014-05 | meeting: 56 → [Extract from minutes May 2014 M56]
        kind: document | word: board paper | date: 2014-05 → [Board paper, May 2014]
        kind: document → [Document]
        kind: survey | person: GP #4 → [Survey answer, GP ID 4]
        kind: survey → [Survey answer]
    ");
}

// Row 12: “ID” before the meeting’s number.
#[test]
fn meeting_id() {
    let style = style_of(
        "Extract from fieldnotes{when meeting_type is given: < {meeting_type}>< {date:MMMM YYYY}> | otherwise: , meeting} ID {meeting}",
    );
    assert_labels(&style, "
        meeting: 57 → [Extract from fieldnotes, meeting ID M57]
        type: Executive meeting | date: 2014-07 | meeting: 58 → [Extract from fieldnotes Executive meeting July 2014 ID M58]
        type: Executive meeting | meeting: 68 → [Extract from fieldnotes Executive meeting ID M68]
        meeting: 9 | date: 2014-07 → [Extract from fieldnotes, meeting ID M9]
    ");
}

// Row 13: no date at all.
#[test]
fn no_date() {
    let style = style_of("Extract from fieldnotes {meeting_type} {meeting}");
    assert_labels(&style, "
        type: Executive meeting | meeting: 59 | date: 2014-07 → [Extract from fieldnotes Executive meeting M59]
        type: H&WB meeting | meeting: 69 → [Extract from fieldnotes H&WB meeting M69]
    ");
}

// Row 14: a month without a year.
#[test]
fn month_without_year() {
    let style = style_of("Extract from fieldnotes {meeting_type}< {date:MMMM}> {meeting}");
    assert_labels(&style, "
        type: Locality meeting | meeting: 60 | date: 2014-05 → [Extract from fieldnotes Locality meeting May M60]
        type: Locality meeting | meeting: 70 | date: 2014-09-11 → [Extract from fieldnotes Locality meeting September M70]
        type: Locality meeting | meeting: 71 | date: 2014 → [Extract from fieldnotes Locality meeting M71]
    ");
}

// Row 15: no label at all.
#[test]
fn no_label() {
    let style = style_of("");
    assert_labels(
        &style,
        "
        kind: fieldnote | meeting: 1 →
        person: GP #1 →
    ",
    );
}

// Row 16: the exact role and nothing else.
#[test]
fn exact_roles() {
    let style = HouseStyle::roles();
    assert_labels(
        &style,
        "
        kind: interview | person: Nurse/Director of nursing #78 → (Director of nursing)
        kind: interview | person: GP/GP practice representative #10 → (GP practice representative)
        kind: interview | person: Manager/Finance officer #16 → (Finance officer)
        kind: interview | person: GP/GP locality chair #66 → (GP locality chair)
        kind: interview | person: GP/Locality chair #54 → (Locality chair)
        kind: interview | person: GP/Clinical lead #22 → (Clinical lead)
        kind: interview | person: Manager/Chief operating officer #97 → (Chief operating officer)
        kind: interview | person: Manager/Head of commissioning #44 → (Head of commissioning)
        kind: interview | person: Lay member/Lay chair #20 → (Lay chair)
        kind: interview | person: Manager/Practice manager #63 → (Practice manager)
        kind: interview | person: GP/GP governing body member #54 → (GP governing body member)
        kind: interview | person: Nurse/Practice nurse #6 → (Practice nurse)
        kind: interview | person: Nurse/ → (Nurse)
        kind: interview → (Interview)
    ",
    );
}

// Row 17: with the year, where rounds are compared.
#[test]
fn years() {
    let style = HouseStyle::roles_and_years();
    assert_labels(&style, "
        person: GP/Locality lead | date: 2013-04 → (Locality lead, 2013)
        person: GP/Locality lead | date: 2013-04-20 | year: 2014 → (Locality lead, 2014)
        person: Lay member/Chair | year: 2013 → (Chair, 2013)
        person: Lay member/Chair | year: 2014 → (Chair, 2014)
        person: Manager/Accountable officer (until June) | date: 2012 → (Accountable officer, until June, 2012)
    ");
}

// The same template where rounds are not compared.
#[test]
fn no_years() {
    let style = HouseStyle { compares_rounds: false, ..HouseStyle::roles_and_years() };
    assert_labels(
        &style,
        "
        person: GP/Locality lead | date: 2013-04 → (Locality lead)
        person: Lay member/Chair | year: 2014 → (Chair)
    ",
    );
}

// Row 18: with a qualifier.
#[test]
fn qualifiers() {
    let style = HouseStyle::roles();
    assert_labels(
        &style,
        "
        person: GP/ (not on any committee) → (GP, not on any committee)
        person: GP/ (without a formal role) → (GP, without a formal role)
        person: Nurse/Practice nurse (retired) → (Practice nurse, retired)
    ",
    );
}

// Section 15.2: words in the sentence.
#[test]
fn in_the_sentence() {
    let style =
        HouseStyle { brackets: Brackets::Round, grain: Grain::Fine, ..style_of("{role:small}") };
    assert_labels(
        &style,
        "
        person: GP/GP governing body member → (GP governing body member)
        person: Manager/Practice manager → (practice manager)
        person: Manager/LA manager → (LA manager)
        person: Nurse/Élue locale → (élue locale)
        person: Nurse/X → (x)
    ",
    );
}

// Several people, each by themselves.
#[test]
fn several_people() {
    let style = HouseStyle::report();
    assert_labels(&style, "
        kind: interview | person: GP #512 | person: Manager #514 → [GP ID 512; Manager ID 514]
        kind: interview | person: GP #512 | person: GP #515 → [GP ID 512; GP ID 515]
        kind: interview | person: GP #512 | person: GP #512 → [GP ID 512]
        kind: interview | person: GP #36 | person: Manager #36 → [GP ID 36; Manager ID 36]
        kind: interview | person: GP #1 | person: Nurse #2 | person: Chair #3 → [GP ID 1; Nurse ID 2; Chair ID 3]
        kind: interview | word: telephone interview | caller: #9 | caller: #10 → [telephone interviewee ID 9; 10]
    ");
}

// Several people, those of one role together.
#[test]
fn people_together() {
    let style = HouseStyle {
        people: People { together: true, ..People::default() },
        ..HouseStyle::report()
    };
    assert_labels(&style, "
        kind: interview | person: Manager #514 | person: Manager #518 → [Managers ID 514 and 518]
        kind: interview | person: Manager #514 | person: GP #512 | person: Manager #518 → [Managers ID 514 and 518; GP ID 512]
        kind: interview | person: GP #3 | person: GP #1 | person: GP #2 → [GPs ID 3, 1 and 2]
        kind: interview | person: Lay member #3 | person: Lay member #4 | person: Nurse #5 | person: Nurse #6 → [Lay members ID 3 and 4; Nurses ID 5 and 6]
        kind: interview | person: GP #3 → [GP ID 3]
    ");
}

// People of whom exactly the same is said are named once.
#[test]
fn people_without_numbers() {
    let style = HouseStyle::roles();
    assert_labels(&style, "
        person: GP/Locality lead #1 | person: GP/Locality lead #2 → (Locality leads)
        person: GP/Locality lead #1 (acting) | person: GP/Locality lead #2 → (Locality lead, acting; Locality lead)
        person: Nurse/Director of nursing #1 | person: Nurse/Director of nursing #2 → (Directors of nursing)
        person: Nurse/Director of nursing #1 | person: GP/Chair #2 → (Director of nursing; Chair)
    ");
}

// What is no person’s is said once.
#[test]
fn said_once() {
    let style =
        style_of("Interview with {role}< ID {person}>, {date:YYYY}<, {attribute \"Size\"} site>");
    assert_labels(&style, "
        person: GP #1 | person: Nurse #2 | date: 2013-01 | attribute: Size=large → [Interview with GP ID 1; Nurse ID 2, 2013, large site]
        person: GP #1 | person: Nurse | date: 2013-01 → [Interview with GP ID 1; Nurse, 2013]
        person: GP #1 | date: 2013-01 | attribute: size = large  → [Interview with GP ID 1, 2013, large site]
    ");
}

// Chosen by kind, attribute and round.
#[test]
fn choices() {
    let style = style_of(
        "{when kind is fieldnote: <Notes {meeting}> | is minutes or \"board paper\": Extract from {kind} | is interview: {role} ID {person} | otherwise: {kind:capital}}{when attribute \"Wave\" is 1 or 2: , early | is given: , late}{when round is R2: \\ again}",
    );
    assert_labels(
        &style,
        "
        kind: fieldnote | meeting: 4 → [Notes M4]
        kind: document | word: minutes → [Extract from minutes]
        kind: document | word: Board paper | attribute: Wave=3 → [Extract from Board paper, late]
        kind: interview | person: GP #5 | attribute: wave=2 → [GP ID 5, early]
        kind: interview | person: GP #5 | person: Nurse #6 | round: r2 → [GP ID 5; Nurse ID 6 again]
        kind: survey | attribute: Wave=1 | round: R2 → [Survey, early again]
        kind: document → [Document]
    ",
    );
}

// Escaped signs, nested parts and dates in all forms.
#[test]
fn signs_and_dates() {
    let style = style_of(
        "\\{{person}\\} \\<{role}\\> a\\\\b<, {date:D MMM YY}< {round}>>< {date:DD/MM/YYYY}>< {date:M-YYYY}>< {date:D \"of\" MMMM}>< {meeting_date}>",
    );
    assert_labels(
        &style,
        r#"
        person: GP #5 | date: 2012-03-05 | round: II → [{5} <GP> a\b, 5 Mar 12 II 05/03/2012 3-2012 5 of March]
        person: GP #5 | date: 2012-09-25 → [{5} <GP> a\b, 25 Sept 12 25/09/2012 9-2012 25 of September]
        person: GP #5 | date: 2012-09 | round: II → [{5} <GP> a\b 9-2012]
        person: GP #5 | date: 2012 | met: 2012-03 → [{5} <GP> a\b March 2012]
        person: GP #5 | met: 2011 → [{5} <GP> a\b 2011]
    "#,
    );
}

// Cases, where a style allows them.
#[test]
fn cases() {
    let style = HouseStyle { allows_cases: true, ..style_of("{role}<, {case}>") };
    assert_labels(
        &style,
        "
        person: GP #5 | case: Site 6 → [GP, Site 6]
        person: GP #5 → [GP]
    ",
    );
}
