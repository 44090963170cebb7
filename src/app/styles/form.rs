//! The form of a house style: what labels say, and how words and labels are set.

use egui::{Id, ScrollArea, Ui};

use super::fields::{SIGNS, Text, WORDS, choice, choose, heading, remark, row, text, tick};
use super::template_line::Writing;
use super::templates::{self, Sheet};
use crate::analysis::labels::{StyleError, Vocabulary};
use crate::app::theme::space;
use crate::domain::house_style::{
    Audience, Brackets, Emphasis, Grain, HouseStyle, Numbering, QuotationMarks,
};

/// The form's own state.
#[derive(Default)]
pub(super) struct Form {
    pub(super) writing: Writing,
    /// Whether the name is to take the keyboard in the next frame.
    pub(super) takes_name: bool,
    /// Whether it is shown how templates are written.
    pub(super) explains: bool,
}

/// What the form is drawn for.
pub(super) struct Of<'a> {
    /// What tells the fields of one style from those of another.
    pub(super) salt: Id,
    /// What was last given to the project.
    pub(super) given: &'a HouseStyle,
    pub(super) errors: &'a [StyleError],
    pub(super) names: &'a Vocabulary,
    /// Whether it can be changed.
    pub(super) is_own: bool,
}

const BRACKETS: [(Brackets, &str, &str); 3] = [
    (Brackets::Square, "[ ]", "[GP ID 512]"),
    (Brackets::Round, "( )", "(GP ID 512)"),
    (Brackets::None, "none", "GP ID 512"),
];

const MARKS: [(QuotationMarks, &str, &str); 6] = [
    (QuotationMarks::None, "none", "Nobody told us."),
    (QuotationMarks::Double, "“ ”", "“Nobody told us.”"),
    (QuotationMarks::Single, "‘ ’", "‘Nobody told us.’"),
    (QuotationMarks::Straight, "\" \"", "\"Nobody told us.\""),
    (QuotationMarks::Low, "„ “", "„Nobody told us.“"),
    (QuotationMarks::Guillemets, "« »", "«Nobody told us.»"),
];

/// Draws the form; whether a field was left or something was chosen, so that the style is to be kept.
pub(super) fn draw(form: &mut Form, ui: &mut Ui, of: &Of<'_>, style: &mut HouseStyle) -> bool {
    ScrollArea::vertical()
        .id_salt("the form of a house style")
        .auto_shrink([false, false])
        .show(ui, |ui| {
            // The bar stands beside the fields, not on them.
            ui.set_max_width(ui.available_width() - space::GROUP);
            // What cannot be changed is there to be read.
            ui.visuals_mut().disabled_alpha = 0.85;
            ui.add_enabled_ui(of.is_own, |ui| fields(form, ui, of, style)).inner
        })
        .inner
}

fn fields(form: &mut Form, ui: &mut Ui, of: &Of<'_>, style: &mut HouseStyle) -> bool {
    let mut is_left = name(form, ui, of, style);
    heading(ui, "What labels say");
    let sheet = Sheet { of, audience: style.audience };
    is_left |= templates::extracts(form, ui, &sheet, style);
    is_left |= speakers(form, ui, &sheet, style);
    templates::insertable(form, ui, &sheet, style);
    is_left |= people(ui, of, style);
    heading(ui, "How labels are set");
    is_left |= labels(ui, of, style);
    heading(ui, "How words are set");
    is_left |= words(ui, of, style);
    ui.add_space(space::PAGE);
    is_left
}

fn name(form: &mut Form, ui: &mut Ui, of: &Of<'_>, style: &mut HouseStyle) -> bool {
    let id = of.salt.with("name");
    let hover = "What the style is called where one is chosen, such as “Final report”";
    let name = "Name of the house style";
    let line = Text { id, name, hover, given: &of.given.name, width: WORDS };
    let is_left = row(ui, "Name", hover, |ui| text(ui, &line, &mut style.name));
    if std::mem::take(&mut form.takes_name) {
        ui.memory_mut(|memory| memory.request_focus(id));
        let mut state = egui::text_edit::TextEditState::load(ui.ctx(), id).unwrap_or_default();
        let end = egui::text::CCursor::new(style.name.chars().count());
        let all = egui::text::CCursorRange::two(egui::text::CCursor::default(), end);
        state.cursor.set_char_range(Some(all));
        state.store(ui.ctx(), id);
    }
    if style.audience == Audience::Team {
        let about = "For the team's own screens: its templates may name people, sites and files, \
                     and no output is printed in it.";
        remark(ui, about, false);
    }
    is_left
}

fn speakers(form: &mut Form, ui: &mut Ui, sheet: &Sheet<'_>, style: &mut HouseStyle) -> bool {
    let given = &sheet.of.given.speakers;
    let mut is_left = templates::speakers(form, ui, sheet, style);
    let hover = "What stands around the tag of who speaks within an extract, and behind it";
    is_left |= row(ui, "", "", |ui| {
        let chosen = choose(
            ui,
            "Brackets of speakers",
            &mut style.speakers.brackets,
            &[
                (Brackets::Square, "[ ]", "[GP ID 512]: nobody told us."),
                (Brackets::Round, "( )", "(GP ID 512): nobody told us."),
                (Brackets::None, "none", "GP ID 512: nobody told us."),
            ],
        );
        ui.add_space(space::INSIDE);
        ui.label("then").on_hover_text(hover);
        let line = Text {
            id: sheet.of.salt.with("behind speakers"),
            name: "Behind the tags of speakers",
            hover: "A colon as in “[GP ID 512]: nobody”, “ -”, or nothing",
            given: &given.after,
            width: SIGNS,
        };
        chosen | text(ui, &line, &mut style.speakers.after)
    });
    is_left
}

fn people(ui: &mut Ui, of: &Of<'_>, style: &mut HouseStyle) -> bool {
    let hover = "How exactly {role} tells what somebody does";
    let mut is_left = choice(
        ui,
        "Roles",
        hover,
        &mut style.grain,
        &[
            (Grain::Coarse, "coarse", "Manager"),
            (
                Grain::Fine,
                "fine",
                "Chief finance officer; the coarse role where there is no finer one",
            ),
        ],
    );
    let hover =
        "Which numbers are printed. The key from the project's numbers stays in the project";
    is_left |= choice(
        ui,
        "Numbers",
        hover,
        &mut style.numbers,
        &[
            (Numbering::Kept, "as they are", "GP ID 512 is GP ID 512"),
            (
                Numbering::Renumbered,
                "given anew",
                "From 1, in the order in which they first appear",
            ),
            (Numbering::Shuffled, "shuffled", "From 1, in an order that tells nothing"),
        ],
    );
    let hover = "How a label names several people";
    is_left |= row(ui, "Several people", hover, |ui| {
        let chosen = choose(
            ui,
            "Several people",
            &mut style.people.together,
            &[
                (false, "one by one", "Manager ID 514; Manager ID 518"),
                (true, "together", "Managers ID 514 and 518"),
            ],
        );
        ui.add_space(space::INSIDE);
        let example = "A semicolon and a blank, as in “GP ID 512; Manager ID 514”";
        ui.label("parted by").on_hover_text(example);
        let line = Text {
            id: of.salt.with("between people"),
            name: "Between people",
            hover: example,
            given: &of.given.people.between,
            width: SIGNS,
        };
        chosen | text(ui, &line, &mut style.people.between)
    });
    is_left |= row(ui, "May say", "What templates of this style may say beside the rest", |ui| {
        let example = "{case} prints “Site 3”";
        let cases = tick(ui, &mut style.allows_cases, "Cases", example);
        let example = "{when rounds are compared: , {year}} prints “, 2013”";
        cases | tick(ui, &mut style.compares_rounds, "Rounds, which are compared", example)
    });
    if style.allows_cases {
        let why = "A case's pseudonym leads a reader to the site: whoever knows one label of a case knows \
                   them all.";
        remark(ui, why, true);
    }
    is_left
}

fn labels(ui: &mut Ui, of: &Of<'_>, style: &mut HouseStyle) -> bool {
    let hover = "What stands around labels";
    let mut is_left = choice(ui, "Brackets", hover, &mut style.brackets, &BRACKETS);
    let hover = "Where the label stands";
    is_left |= row(ui, "Place", hover, |ui| {
        let mut chosen = choose(
            ui,
            "Place",
            &mut style.place.own_line,
            &[
                (false, "same line", "… nobody told us. [GP ID 512]"),
                (true, "own line", "The label stands below the words"),
            ],
        );
        if !style.place.own_line {
            let example = "… nobody told us [GP ID 512].";
            chosen |= tick(ui, &mut style.place.before_stop, "before the full stop", example);
            let example = "… nobody told us.[GP ID 512]";
            chosen |= tick(ui, &mut style.place.glued, "without a blank", example);
        }
        chosen
    });
    is_left |= row(ui, "Type", "How labels are set", |ui| {
        tick(ui, &mut style.italic_labels, "Italic label", "The label is set in italics")
    });
    let hover = "Where a note on an extract stands, such as “emphasis added”";
    is_left |= row(ui, "Notes", hover, |ui| {
        let chosen = choose(
            ui,
            "Notes",
            &mut style.notes.inside,
            &[
                (true, "in the brackets", "[GP ID 512, emphasis added]"),
                (false, "behind them", "[GP ID 512] (emphasis added)"),
            ],
        );
        let example = "[GP ID 512](emphasis added)";
        let notes = &mut style.notes;
        chosen | (!notes.inside && tick(ui, &mut notes.glued, "no blank before them", example))
    });
    let hover = "What is noted where emphasis was added; nothing when it is empty";
    is_left |= row(ui, "Note on emphasis", hover, |ui| {
        let line = Text {
            id: of.salt.with("note on emphasis"),
            name: "Note on emphasis",
            hover,
            given: &of.given.notes.emphasis,
            width: WORDS,
        };
        text(ui, &line, &mut style.notes.emphasis)
    });
    is_left
}

fn words(ui: &mut Ui, of: &Of<'_>, style: &mut HouseStyle) -> bool {
    let hover = "What stands around the words of an extract";
    let mut is_left = choice(ui, "Quotation marks", hover, &mut style.marks, &MARKS);
    is_left |= row(ui, "Type", "How the words of extracts are set", |ui| {
        let example = "The words of every extract are set in italics";
        tick(ui, &mut style.italic_words, "Italic words", example)
    });
    let hover = "What stands where words were left out: “The board […] told us.”";
    is_left |= row(ui, "Left out", hover, |ui| {
        let line = Text {
            id: of.salt.with("left out"),
            name: "Sign for what is left out",
            hover,
            given: &of.given.ellipsis.sign,
            width: SIGNS,
        };
        let is_left = text(ui, &line, &mut style.ellipsis.sign);
        let example = "“[…] told us. […]”: also where the quotation's first or last words were cut";
        is_left | tick(ui, &mut style.ellipsis.at_ends, "also at the ends", example)
    });
    if is_like_speech(&style.ellipsis.sign) {
        let why = "Dots alone look like speech that trails off; […] cannot be taken for it.";
        remark(ui, why, true);
    } else if style.ellipsis.sign.trim().is_empty() {
        remark(ui, "Without a sign nobody sees that words were left out.", true);
    }
    let hover = "How emphasis that was added is set; italics stand upright within italic words";
    is_left |= choice(
        ui,
        "Added emphasis",
        hover,
        &mut style.emphasis,
        &[
            (Emphasis::Italic, "italic", "Upright where the words are italic"),
            (Emphasis::Bold, "bold", "Set in bold"),
            (Emphasis::BoldItalic, "both", "Set in bold italics"),
        ],
    );
    is_left
}

/// Whether a sign could stand for speech that trails off: dots and blanks alone.
fn is_like_speech(sign: &str) -> bool {
    let sign = sign.trim();
    !sign.is_empty() && sign.chars().all(|c| matches!(c, '.' | '…' | ' '))
}

#[cfg(test)]
mod tests {
    use super::is_like_speech;

    #[test]
    fn dots_alone_are_told_from_a_sign() {
        for (sign, alone) in [
            ("…", true),
            ("...", true),
            (". . .", true),
            ("[…]", false),
            ("(...)", false),
            ("", false),
        ] {
            assert_eq!(is_like_speech(sign), alone, "{sign}");
        }
    }
}
