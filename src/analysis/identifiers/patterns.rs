//! Identifiers that are known by their form.
//!
//! Each form is a regular expression for what may be one, and a look at what was found. What goes on with a letter or a
//! digit is something else.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::{IdentifierKind, dates};

/// The bytes of everything in a text that has the form of an identifier; in no order, and some may overlap.
pub(super) fn find(string: &str) -> impl Iterator<Item = (Range<usize>, IdentifierKind)> {
    let forms = [
        (IdentifierKind::Email, all(&EMAIL, string)),
        (IdentifierKind::WebAddress, web_addresses(string)),
        (IdentifierKind::Postcode, sound(&POSTCODE, string, is_postcode)),
        (IdentifierKind::NhsNumber, sound(&NHS_NUMBER, string, is_nhs_number)),
        (IdentifierKind::Phone, phones(string)),
        (IdentifierKind::BirthDate, dates::birth_dates(string)),
    ];
    forms.into_iter().flat_map(|(kind, found)| found.into_iter().map(move |bytes| (bytes, kind)))
}

/// Compiles an expression of this program; blanks and line breaks in it are for its reader.
pub(super) fn expression(pattern: &str) -> Regex {
    Regex::new(&format!("(?x){pattern}")).expect("an expression that the tests use is sound")
}

/// Every place that an expression finds.
pub(super) fn all(expression: &Regex, string: &str) -> Vec<Range<usize>> {
    expression.find_iter(string).map(|found| found.range()).collect()
}

/// Every place that an expression of short words finds and that is sound. Where it is not, another may begin one sign
/// further on.
fn sound(
    expression: &Regex,
    string: &str,
    is_sound: impl Fn(&str, &Range<usize>) -> bool,
) -> Vec<Range<usize>> {
    let mut places = Vec::new();
    let mut at = 0;
    while let Some(found) = expression.find_at(string, at) {
        if is_sound(string, &found.range()) {
            at = found.end();
            places.push(found.range());
        } else {
            at = found.start() + found.as_str().chars().next().map_or(1, char::len_utf8);
        }
    }
    places
}

/// Addresses as people write them (RFC 5322, section 3.4.1, the dot-atom form), letters of any script.
static EMAIL: LazyLock<Regex> = LazyLock::new(|| {
    expression(
        r"[\p{L}\p{N}][\p{L}\p{N}._%+'’&-]*
        @(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+\p{L}{2,}",
    )
});

/// What begins like the address of a page, up to the next blank; or a name of a site that ends as most do in Britain.
static WEB_ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
    expression(
        r#"(?i)
        (?:https?://|ftp://|(?-u:\b)www\.)[^\s<>"“”]+
        |(?-u:\b)(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+
            (?:com|org|net|info|edu|eu|ie|uk)(?-u:\b)(?:[/?\#][^\s<>"“”]*)?"#,
    )
});

/// Web addresses without the signs of the sentence around them; the end of an e-mail address is none.
fn web_addresses(string: &str) -> Vec<Range<usize>> {
    let mut found = all(&WEB_ADDRESS, string);
    found.retain(|bytes| !string[..bytes.start].ends_with('@'));
    for bytes in &mut found {
        let mut address = &string[bytes.clone()];
        loop {
            let closing = |c: char| ".,;:!?'’*_]}".contains(c);
            let shorter = address.trim_end_matches(closing);
            // A bracket that was opened within the address belongs to it.
            let shorter = match shorter.strip_suffix(')') {
                Some(rest) if !rest.contains('(') => rest,
                _ => shorter,
            };
            if shorter.len() == address.len() {
                break;
            }
            address = shorter;
        }
        bytes.end = bytes.start + address.len();
    }
    found
}

/// The form of postcodes in the NHS Data Dictionary and the government's bulk data standard: an area of one or two letters, a
/// district, a blank, a digit and two letters; the letters that never stand in a place left out. GIR 0AA is the one
/// exception.
static POSTCODE: LazyLock<Regex> = LazyLock::new(|| {
    expression(
        r"(?i)(?-u:\b)(?:
            GIR[\x20\xa0]{0,2}0AA
            |[A-PR-UWYZ](?:
                [0-9]{1,2}
                |[A-HK-Y][0-9]{1,2}
                |[0-9][A-HJKPSTUW]
                |[A-HK-Y][0-9][ABEHMNPRVWXY]
            )[\x20\xa0]{0,2}[0-9][ABD-HJLNP-UW-Z]{2}
        )(?-u:\b)",
    )
});

/// Words in small letters alone are none: `in e1 2nd` is said by nobody, and neither is it written so.
fn is_postcode(string: &str, found: &Range<usize>) -> bool {
    string[found.clone()].contains(|c: char| c.is_ascii_uppercase())
}

/// Ten digits, together or parted as people part them: 3 3 4 (the NHS's own way), 4 3 3, 5 5.
static NHS_NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    expression(
        r"(?-u:\b)(?:
            [0-9]{10}
            |[0-9]{3}[\x20\xa0.-][0-9]{3}[\x20\xa0.-][0-9]{4}
            |[0-9]{4}[\x20\xa0.-][0-9]{3}[\x20\xa0.-][0-9]{3}
            |[0-9]{5}[\x20\xa0.-][0-9]{5}
        )(?-u:\b)",
    )
});

/// The check of the NHS Data Dictionary (NHS NUMBER): the first nine digits times 10 down to 2, their sum divided by 11; the
/// rest taken from 11 is the last digit, where 11 stands for 0 and 10 for a number that is never given. One digit ten times
/// passes it, and is none.
fn is_nhs_number(string: &str, found: &Range<usize>) -> bool {
    let digits = digits(&string[found.clone()]);
    let Some((&check, first)) = digits.split_last() else { return false };
    let sum: u32 = first.iter().zip((2..=10).rev()).map(|(digit, weight)| digit * weight).sum();
    (11 - sum % 11) % 11 == check && digits.iter().any(|&digit| digit != check)
}

/// Numbers as they are dialled (Ofcom's National Telephone Numbering Plan; ITU-T E.164): from Britain with ten or eleven digits
/// after which no digit follows, from abroad with +44 or 0044, of other countries with + or 00. An extension belongs to it.
static PHONE: LazyLock<Regex> = LazyLock::new(|| {
    const NEXT: &str = r"(?:\.|[\x20\xa0]{0,2}[()‐‑–-]{0,2}[\x20\xa0]{0,2})[0-9]";
    expression(&format!(
        r"(?:
            (?:\+|(?-u:\b)00)[\x20\xa0]?44(?:[\x20\xa0]?\(0\))?(?:{NEXT}){{9,10}}
            |(?:\+|(?-u:\b)00)[\x20\xa0]?[1-9](?:{NEXT}){{7,13}}
            |(?-u:\b)0[1-35789](?:{NEXT}){{8,9}}
        )(?-u:\b)
        (?:,?\x20?(?:ext(?:ension|\.)?|x)\x20?[0-9]{{1,5}}(?-u:\b))?"
    ))
});

/// Phone numbers, with the bracket that opens before them if it closes within.
fn phones(string: &str) -> Vec<Range<usize>> {
    let mut found = sound(&PHONE, string, is_phone);
    for bytes in &mut found {
        let number = &string[bytes.clone()];
        let closes = number.find(')').is_some_and(|at| !number[..at].contains('('));
        if closes && string[..bytes.start].ends_with('(') {
            bytes.start -= 1;
        }
    }
    found
}

/// Words before a number that tell another kind of it.
const OTHER_NUMBERS: [&str; 7] = ["id", "ids", "ref", "reference", "isbn", "invoice", "account"];

/// Whether what looks like a phone number is none of the other numbers that do: those with a word that tells, sums of money,
/// parts of a decimal, dates. A British number has its code, three digits or more, in one piece.
fn is_phone(string: &str, found: &Range<usize>) -> bool {
    let before = &string[..found.start];
    let word = before.trim_end_matches([' ', ':', '.', '#']);
    let word = &word[word.trim_end_matches(char::is_alphabetic).len()..];
    let is_decimal = before.strip_suffix(['.', ',', '-']).is_some_and(|b| b.ends_with(is_digit));
    let is_part = before.ends_with(|c: char| c.is_alphanumeric() || "+£$€¥=_".contains(c));
    let number = &string[found.clone()];
    let (code, rest) = number.split_at(number.bytes().take_while(u8::is_ascii_digit).count());
    let has_code = match code.len() {
        0 => number.starts_with('+'),
        // What is dialled before the code of a country; none of its own numbers begins with another 0.
        _ if code.starts_with("00") => !rest.trim_start().starts_with('0'),
        digits => digits >= 3,
    };
    !is_decimal && !is_part && has_code && !OTHER_NUMBERS.contains(&word.to_lowercase().as_str())
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

/// The digits in a number, whatever stands between them.
fn digits(number: &str) -> Vec<u32> {
    number.chars().filter_map(|c| c.to_digit(10)).collect()
}
