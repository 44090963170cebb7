//! The list of private terms with what stands for them: working data of the team, and private as a whole.

use super::csv::{BYTE_ORDER_MARK, Table};
use crate::domain::Term;

/// The terms as CSV with the columns `private,public,kind`; the public term is empty where the private one may stand as it
/// is. It reads in again as the same list. UTF-8 with a byte order mark: this list is kept up in a spreadsheet, and without
/// one Excel garbles every accent in a name.
pub fn terms_csv(terms: &[Term]) -> Vec<u8> {
    let mut table = Table::new(BYTE_ORDER_MARK, &["private", "public", "kind"]);
    for term in terms {
        table.row(&[&term.private, term.public.as_deref().unwrap_or_default(), term.kind.word()]);
    }
    table.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::TermKind;

    #[test]
    fn writes_its_columns() {
        let term = |private: &str, public: Option<&str>, kind| Term {
            private: private.to_owned(),
            public: public.map(str::to_owned),
            kind,
        };
        let terms = [
            term("Zoë \"Zo\" O’Brien", Some("[GP, retired]"), TermKind::Name),
            term("Marsh Lane", None, TermKind::Place),
        ];
        assert_eq!(
            String::from_utf8(terms_csv(&terms)).expect("UTF-8"),
            "\u{feff}private,public,kind\r\n\
             \"Zoë \"\"Zo\"\" O’Brien\",\"[GP, retired]\",name\r\nMarsh Lane,,place\r\n"
        );
    }
}
