//! What the `style` attribute of an element says of its text (CSS).

use super::super::numbering::Figures;
use super::lists;

/// What is said; nothing where it is not.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct InlineStyle {
    pub bold: Option<bool>,
    pub italic: Option<bool>,
    /// Whether blanks and line ends stand as they are.
    pub exact: Option<bool>,
    pub hidden: bool,
    pub numbering: Option<Figures>,
}

impl InlineStyle {
    /// Reads declarations; those that say nothing of these are passed over, as is what is not well formed.
    pub fn read(declarations: &str) -> Self {
        let mut style = Self::default();
        let lower = declarations.to_ascii_lowercase();
        for declaration in lower.split(';') {
            let Some((property, value)) = declaration.split_once(':') else { continue };
            let value = value.split('!').next().unwrap_or_default().trim();
            match property.trim() {
                "font-weight" => style.bold = is_bold(value).or(style.bold),
                "font-style" => {
                    style.italic = match value {
                        "italic" => Some(true),
                        "normal" => Some(false),
                        _ if value.starts_with("oblique") => Some(true),
                        _ => style.italic,
                    };
                }
                "white-space" => {
                    style.exact = match value {
                        "pre" | "pre-wrap" | "break-spaces" => Some(true),
                        "normal" | "nowrap" => Some(false),
                        _ => style.exact,
                    };
                }
                "display" => style.hidden = value == "none",
                "list-style" | "list-style-type" => {
                    let named = value.split_whitespace().find_map(lists::named);
                    style.numbering = named.or(style.numbering);
                }
                _ => {}
            }
        }
        style
    }
}

fn is_bold(weight: &str) -> Option<bool> {
    match weight {
        "bold" | "bolder" => Some(true),
        "normal" | "lighter" => Some(false),
        _ => Some(weight.parse::<u16>().ok()? >= 600),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declarations_are_read_as_far_as_they_are_known() {
        let style = InlineStyle::read(
            "Font-Weight : 700 !important; color:red; font-style:oblique 5deg;;x",
        );
        assert_eq!((style.bold, style.italic, style.hidden), (Some(true), Some(true), false));
        let style = InlineStyle::read("font-weight:normal;white-space:pre-wrap;display:none");
        assert_eq!((style.bold, style.exact, style.hidden), (Some(false), Some(true), true));
        let style = InlineStyle::read("list-style: square inside; font-weight: heavy");
        assert_eq!((style.numbering, style.bold), (Some(Figures::Bullet), None));
    }
}
