//! Which codes stand together.

use std::cmp::Reverse;
use std::collections::HashMap;

use crate::domain::{CodeId, Quotation};

/// The codes that stand most often on the same quotation as one of `on`, the most frequent first; those of `on` are left
/// out. A quotation counts once, whoever coded it.
pub fn often_with<'q>(
    on: &[CodeId],
    quotations: impl IntoIterator<Item = &'q Quotation>,
) -> Vec<CodeId> {
    let mut counts: HashMap<CodeId, usize> = HashMap::new();
    if on.is_empty() {
        return Vec::new();
    }
    for quotation in quotations {
        // Most quotations bear one code, and none of them can tell anything.
        if quotation.codings.len() > 1
            && quotation.codings.iter().any(|coding| on.contains(&coding.code))
        {
            for code in quotation.codes().into_iter().filter(|code| !on.contains(code)) {
                *counts.entry(code).or_default() += 1;
            }
        }
    }
    let mut codes: Vec<(CodeId, usize)> = counts.into_iter().collect();
    codes.sort_by_key(|&(code, count)| (Reverse(count), code));
    codes.into_iter().map(|(code, _)| code).collect()
}
