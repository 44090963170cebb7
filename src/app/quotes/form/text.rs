//! A value of a row that is typed: words, a pattern, a time. It is read as the line reads it.

use egui::{Id, RichText, TextEdit, Ui};

use crate::analysis::query::form::About;
use crate::analysis::query::{Condition, print_condition};
use crate::app::theme::{Theme, size};
use crate::project::Snapshot;

/// Width of the line, and the least of it where there is little room.
const WIDTH: f32 = 240.0;
const LEAST: f32 = 120.0;

/// Where a value is typed.
pub(super) struct Read<'a> {
    /// The place of the row.
    pub(super) path: &'a [usize],
    /// What stands there while nothing is typed.
    pub(super) hint: &'a str,
}

/// What is being typed, with the value it was begun from.
#[derive(Clone, Default)]
struct Typing {
    of: Vec<Condition>,
    text: String,
}

/// Draws a line in which the value of a row is typed; whether it says something else. `line` gives the question that the
/// typed text stands for.
pub(super) fn typed(
    ui: &mut Ui,
    snapshot: &Snapshot,
    values: &mut Vec<Condition>,
    read: &Read<'_>,
    about: About,
    line: impl Fn(&str) -> String,
) -> bool {
    let id = Id::unique(("typed in a row", read.path));
    let known = ui.data(|data| data.get_temp::<Typing>(id)).filter(|known| known.of == *values);
    let mut typing = known.unwrap_or_else(|| Typing {
        of: values.clone(),
        text: values.first().map(|value| written(value, snapshot)).unwrap_or_default(),
    });
    let edit = TextEdit::singleline(&mut typing.text)
        .id(id.with("line"))
        .hint_text(read.hint)
        .desired_width(WIDTH.min(ui.available_size_before_wrap().x.max(LEAST)));
    let response = ui.add(edit).accessible_name("Value");
    let mut trouble = None;
    let said = match typing.text.trim() {
        "" => Vec::new(),
        text => match snapshot.read_query(&line(text)) {
            Ok(query) if About::of(&query.holds) == Some(about) => vec![query.holds],
            Ok(_) => {
                trouble =
                    Some("This is more than one value; write it in the line above.".to_owned());
                values.clone()
            }
            Err(error) => {
                trouble = Some(error.message);
                values.clone()
            }
        },
    };
    let changed = response.changed() && said != *values;
    if changed {
        *values = said;
        typing.of.clone_from(values);
    }
    ui.data_mut(|data| data.insert_temp(id, typing));
    if let Some(trouble) = trouble {
        let theme = Theme::of(ui.ctx());
        ui.label(RichText::new(trouble).size(size::SMALL).color(theme.warning));
    }
    changed
}

/// A value as it is typed: without the field before it.
fn written(value: &Condition, snapshot: &Snapshot) -> String {
    match value {
        Condition::Words(words) => words.to_string(),
        Condition::Pattern(pattern) => pattern.to_string(),
        other => {
            let line = print_condition(other, snapshot);
            let value = line.find([':', '<', '>', '=']).map_or("", |at| &line[at..]);
            value.trim_start_matches(':').to_owned()
        }
    }
}
