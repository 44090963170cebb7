//! Which codes the table shows, and in which order.

use std::cmp::Reverse;
use std::collections::HashMap;

use egui::{ComboBox, Ui};

use crate::analysis::CodeUse;
use crate::app::theme::space;
use crate::domain::{Code, CodeId, CodeSetId, CoderId, Origin};
use crate::project::Snapshot;
use crate::text::natural_key;

/// What the codes that are shown have in common besides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum State {
    /// Nothing: all that are not archived.
    #[default]
    Current,
    /// Nobody has applied them.
    Unused,
    /// They have no definition.
    Undefined,
    /// Something is open about them.
    Questioned,
    /// Quotations show what they mean.
    Shown,
    /// No quotation does.
    NotShown,
    /// They only hold others.
    OnlyHolding,
    /// They were put away.
    Archived,
    /// Nothing at all.
    All,
}

impl State {
    const ALL: [Self; 9] = [
        Self::Current,
        Self::Unused,
        Self::Undefined,
        Self::Questioned,
        Self::Shown,
        Self::NotShown,
        Self::OnlyHolding,
        Self::Archived,
        Self::All,
    ];

    const fn word(self) -> &'static str {
        match self {
            Self::Current => "Not archived",
            Self::Unused => "Never applied",
            Self::Undefined => "Without definition",
            Self::Questioned => "With open questions",
            Self::Shown => "With examples",
            Self::NotShown => "Without examples",
            Self::OnlyHolding => "Only hold others",
            Self::Archived => "Archived",
            Self::All => "All codes",
        }
    }
}

/// Which codes are shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Filter {
    pub(super) typed: String,
    state: State,
    origin: Option<Origin>,
    question: Option<String>,
    set: Option<CodeSetId>,
    links: Linked,
    coder: Option<CoderId>,
}

/// What leads from the codes or to them, besides the tree.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
enum Linked {
    /// Anything or nothing.
    #[default]
    Either,
    /// Anything.
    Any,
    /// A link of this kind.
    By(String),
    /// Nothing.
    Nothing,
}

impl Linked {
    fn word(&self) -> &str {
        match self {
            Self::Either => "Linked or not",
            Self::Any => "Linked",
            Self::By(kind) => kind,
            Self::Nothing => "Not linked",
        }
    }

    fn passes(&self, snapshot: &Snapshot, code: CodeId) -> bool {
        let mut links = snapshot.notes.links_of(code);
        match self {
            Self::Either => true,
            Self::Any => links.next().is_some(),
            Self::By(kind) => links.any(|link| link.kind == *kind),
            Self::Nothing => links.next().is_none(),
        }
    }
}

/// By what the codes are sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Sort {
    /// As in the tree.
    #[default]
    Tree,
    Name,
    Quotations,
    Sources,
    People,
    Cases,
    Used,
    Made,
    Origin,
    Question,
}

impl Filter {
    /// Whether all codes are shown but those that are archived.
    pub(super) fn is_plain(&self) -> bool {
        *self == Self::default()
    }

    /// Draws what there is to choose.
    pub(super) fn ui(&mut self, ui: &mut Ui, snapshot: &Snapshot) {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = space::INSIDE;
            let line = egui::TextEdit::singleline(&mut self.typed)
                .hint_text("Name, definition, rules, question")
                .desired_width(260.0);
            ui.add(line).accessible_name("Filter codes by their words");
            choose(ui, "Which codes", self.state.word(), |ui| {
                for state in State::ALL {
                    ui.selectable_value(&mut self.state, state, state.word());
                }
            });
            let origin = self.origin.map_or("Any origin", Origin::word);
            choose(ui, "Origin", origin, |ui| {
                ui.selectable_value(&mut self.origin, None, "Any origin");
                for origin in Origin::ALL {
                    ui.selectable_value(&mut self.origin, Some(origin), origin.word());
                }
            });
            let mut questions: Vec<&str> = snapshot
                .codes
                .codes()
                .iter()
                .map(|code| code.question.as_str())
                .filter(|question| !question.is_empty())
                .collect();
            questions.sort_by_cached_key(|question| natural_key(question));
            questions.dedup();
            if !questions.is_empty() {
                let chosen = self.question.clone().unwrap_or_else(|| "Any question".to_owned());
                choose(ui, "Research question", &chosen, |ui| {
                    ui.selectable_value(&mut self.question, None, "Any question");
                    for question in questions {
                        let value = Some(question.to_owned());
                        ui.selectable_value(&mut self.question, value, question);
                    }
                });
            }
            let sets = &snapshot.notes.sets;
            if !sets.is_empty() {
                let chosen = self.set.and_then(|id| sets.iter().find(|set| set.id == id));
                let chosen = chosen.map_or("Any set", |set| set.name.as_str());
                choose(ui, "Set", chosen, |ui| {
                    ui.selectable_value(&mut self.set, None, "Any set");
                    for set in sets {
                        ui.selectable_value(&mut self.set, Some(set.id), &set.name);
                    }
                });
            }
            let mut kinds: Vec<&str> =
                snapshot.notes.links.iter().map(|link| link.kind.as_str()).collect();
            kinds.sort_unstable();
            kinds.dedup();
            if !kinds.is_empty() {
                let chosen = self.links.word().to_owned();
                choose(ui, "Links", &chosen, |ui| {
                    let kinds = kinds.into_iter().map(|kind| Linked::By(kind.to_owned()));
                    for links in
                        [Linked::Either, Linked::Any, Linked::Nothing].into_iter().chain(kinds)
                    {
                        let word = links.word().to_owned();
                        ui.selectable_value(&mut self.links, links, word);
                    }
                });
            }
            let made = |coder| snapshot.codes.codes().iter().any(|code| code.coder == Some(coder));
            let coders: Vec<_> = snapshot.coders.iter().filter(|coder| made(coder.id)).collect();
            if coders.len() > 1 {
                let chosen = self.coder.and_then(|id| snapshot.coder(id));
                let chosen = chosen.map_or("Made by anybody", |coder| coder.name.as_str());
                choose(ui, "Made by", chosen, |ui| {
                    ui.selectable_value(&mut self.coder, None, "Made by anybody");
                    for coder in coders {
                        ui.selectable_value(&mut self.coder, Some(coder.id), &coder.name);
                    }
                });
            }
        });
    }

    fn passes(&self, snapshot: &Snapshot, code: &Code, words: &[String]) -> bool {
        let state = match self.state {
            State::Current => !snapshot.codes.is_archived(code.id),
            State::Unused => snapshot.counts.of(code.id).with_sub_codes == 0,
            State::Undefined => code.definition.trim().is_empty(),
            State::Questioned => {
                snapshot.notes.questions_of(code.id).any(|question| !question.is_settled)
            }
            State::Shown => !snapshot.notes.examples_of(code.id).is_empty(),
            State::NotShown => snapshot.notes.examples_of(code.id).is_empty(),
            State::OnlyHolding => !code.is_applicable,
            State::Archived => snapshot.codes.is_archived(code.id),
            State::All => true,
        };
        let texts = || {
            let colour = snapshot.codes.colour(code.id).to_string();
            [&code.name, &code.definition, &code.include, &code.exclude, &code.question, &colour]
                .map(|text| text.to_lowercase())
        };
        state
            && self.origin.is_none_or(|origin| code.origin == origin)
            && self.question.as_ref().is_none_or(|question| code.question == *question)
            && self.set.is_none_or(|set| snapshot.notes.sets_of(code.id).any(|of| of.id == set))
            && self.coder.is_none_or(|coder| code.coder == Some(coder))
            && self.links.passes(snapshot, code.id)
            && (words.is_empty() || {
                let texts = texts();
                words.iter().all(|word| texts.iter().any(|text| text.contains(word)))
            })
    }

    /// The codes that pass, sorted.
    pub(super) fn codes(
        &self,
        snapshot: &Snapshot,
        used: &HashMap<CodeId, CodeUse>,
        sort: Sort,
        turned: bool,
    ) -> Vec<CodeId> {
        let words: Vec<String> =
            self.typed.to_lowercase().split_whitespace().map(str::to_owned).collect();
        let codes = snapshot.codes.codes().iter();
        let mut codes: Vec<&Code> =
            codes.filter(|code| self.passes(snapshot, code, &words)).collect();
        let uses = |code: &Code| used.get(&code.id);
        // Stable: equals stay in the order of the tree.
        match sort {
            Sort::Tree => {}
            Sort::Name => codes.sort_by_cached_key(|code| natural_key(&code.name)),
            Sort::Quotations => {
                codes.sort_by_key(|code| Reverse(snapshot.counts.of(code.id).with_sub_codes));
            }
            Sort::Sources => {
                codes.sort_by_key(|code| Reverse(uses(code).map_or(0, |used| used.sources)));
            }
            Sort::People => {
                codes.sort_by_key(|code| Reverse(uses(code).map_or(0, |used| used.people)));
            }
            Sort::Cases => {
                codes.sort_by_key(|code| Reverse(uses(code).map_or(0, |used| used.cases)));
            }
            Sort::Used => {
                codes.sort_by_key(|code| Reverse(uses(code).and_then(|used| used.last.clone())));
            }
            Sort::Made => codes.sort_by_key(|code| Reverse(code.made_at.clone())),
            Sort::Origin => codes.sort_by_key(|code| code.origin.word()),
            Sort::Question => codes
                .sort_by_cached_key(|code| (code.question.is_empty(), natural_key(&code.question))),
        }
        if turned {
            codes.reverse();
        }
        codes.into_iter().map(|code| code.id).collect()
    }
}

/// A list to choose from, called by its name.
fn choose(ui: &mut Ui, name: &str, chosen: &str, add: impl FnOnce(&mut Ui)) {
    let list = ComboBox::from_id_salt(("filter of the table of codes", name))
        .selected_text(chosen)
        .show_ui(ui, add);
    let name = format!("{name}: {chosen}");
    list.response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ComboBox, true, &name));
}
