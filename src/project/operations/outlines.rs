//! The outline of an output: headings, findings, paragraphs, and how findings were tested.

use crate::domain::{
    CodeId, CounterSearchId, Extract, ExtractId, Item, ItemId, ItemKind, ItemState, Output,
    OutputId, QuotationId, StandsFor,
};
use crate::project::{ExtractField, ItemField, MentionIn, Project, ProjectError, Snapshot};
use crate::text::counted;

impl Snapshot {
    /// An item of an outline, with the output it stands in.
    pub fn item(&self, id: ItemId) -> Option<(&Output, &Item)> {
        self.outputs
            .iter()
            .find_map(|output| Some((output, output.items.iter().find(|item| item.id == id)?)))
    }

    /// The items under which a quotation stands, each with its output and the extract there.
    pub fn items_of(
        &self,
        quotation: QuotationId,
    ) -> impl Iterator<Item = (&Output, &Item, &Extract)> {
        self.outputs.iter().flat_map(move |output| {
            let extracts = output.extracts.iter().filter(move |one| one.quotation == quotation);
            extracts.filter_map(move |extract| {
                let item = output.items.iter().find(|item| Some(item.id) == extract.item)?;
                Some((output, item, extract))
            })
        })
    }
}

impl Project {
    /// Puts an empty item into an outline: under another or at the top, before one of its siblings or at the end.
    ///
    /// # Errors
    /// When it cannot stand there: paragraphs hold nothing, findings no headings.
    pub fn add_item(
        &mut self,
        output: OutputId,
        parent: Option<ItemId>,
        before: Option<ItemId>,
        kind: ItemKind,
    ) -> Result<ItemId, ProjectError> {
        let coder = self.current_coder()?.id;
        let of = self.snapshot.output(output).ok_or(ProjectError::Gone("This output"))?;
        can_stand(of, kind, parent)?;
        let mut order: Vec<ItemId> = of.items_under(parent).map(|item| item.id).collect();
        let at = before.and_then(|id| order.iter().position(|&other| other == id));
        let label = format!("Put a {kind} into “{}”", of.name);
        self.transact(&label, |work| {
            let id = work.tx.insert_item(output, parent, kind, coder, work.at)?;
            order.insert(at.unwrap_or(order.len()), id);
            work.tx.place_items(parent, &order)?;
            Ok(id)
        })
    }

    /// Changes facts about an item of an outline.
    pub fn change_item(&mut self, id: ItemId, fields: Vec<ItemField>) -> Result<(), ProjectError> {
        let (output, item) = self.item_of(id)?;
        let name = item.heading();
        let label = match fields.first() {
            Some(ItemField::State(state)) => format!("“{name}”: {state}"),
            Some(ItemField::Kind(kind)) => format!("Made “{name}” a {kind}"),
            _ => format!("Wrote a {} of “{}”", item.kind, output.name),
        };
        for field in &fields {
            if let ItemField::Kind(kind) = field {
                can_stand(output, *kind, item.parent)?;
                for below in output.items_under(Some(id)) {
                    can_hold(*kind, below.kind)?;
                }
            }
        }
        let mut fields = fields;
        // A paragraph has no title: the words of one stand before its text.
        if fields.contains(&ItemField::Kind(ItemKind::Paragraph)) {
            let (mut title, mut text) = (item.title.clone(), item.text.clone());
            fields.retain(|field| match field {
                ItemField::Title(new) => {
                    title.clone_from(new);
                    false
                }
                ItemField::Text(new) => {
                    text.clone_from(new);
                    false
                }
                _ => true,
            });
            let words = [title.trim(), text.trim()];
            let words: Vec<&str> = words.into_iter().filter(|part| !part.is_empty()).collect();
            fields.push(ItemField::Title(String::new()));
            fields.push(ItemField::Text(words.join("\n\n")));
        }
        self.transact(&label, |work| {
            for field in &fields {
                let left = match field {
                    ItemField::Title(title) => {
                        work.tx.set_item(id, &ItemField::Title(title.trim().to_owned()))?
                    }
                    other => work.tx.set_item(id, other)?,
                };
                work.tx.delete_if_bare(&left)?;
            }
            Ok(())
        })
    }

    /// Moves items of one outline, with what stands under them: under another or to the top, before one of the siblings there or
    /// to the end, in the order they are named.
    ///
    /// # Errors
    /// When one would stand under itself, or cannot stand there.
    pub fn place_items(
        &mut self,
        items: &[ItemId],
        parent: Option<ItemId>,
        before: Option<ItemId>,
    ) -> Result<(), ProjectError> {
        let Some(&first) = items.first() else { return Ok(()) };
        let (output, _) = self.item_of(first)?;
        for &id in items {
            let item = output.item(id).ok_or(ProjectError::Gone("This item"))?;
            if parent.is_some_and(|parent| output.is_under(parent, id)) {
                return Err(ProjectError::Circle(item.heading().to_owned()));
            }
            can_stand(output, item.kind, parent)?;
        }
        let mut order: Vec<ItemId> = output.items_under(parent).map(|item| item.id).collect();
        order.retain(|id| !items.contains(id));
        let at = before.and_then(|id| order.iter().position(|&other| other == id));
        let at = at.unwrap_or(order.len());
        order.splice(at..at, items.iter().copied());
        self.transact(&format!("Moved something in “{}”", output.name.clone()), |work| {
            Ok(work.tx.place_items(parent, &order)?)
        })
    }

    /// Takes items out of their outline with all that stands under them. Extracts there stay in the output and stand nowhere.
    pub fn delete_items(&mut self, items: &[ItemId]) -> Result<(), ProjectError> {
        let Some(&first) = items.first() else { return Ok(()) };
        let (output, item) = self.item_of(first)?;
        let is_above = |item: &Item, id: ItemId| item.id != id && output.is_under(item.id, id);
        // What stands under another of them goes with that.
        let tops: Vec<ItemId> = output
            .items
            .iter()
            .filter(|one| items.contains(&one.id))
            .filter(|one| !items.iter().any(|&other| is_above(one, other)))
            .map(|one| one.id)
            .collect();
        let is_going = |one: &&Item| tops.iter().any(|&top| output.is_under(one.id, top));
        let going: Vec<ItemId> = output.items.iter().filter(is_going).map(|one| one.id).collect();
        let what = match tops.len() {
            1 => format!("a {}", item.kind),
            many => format!("{many} items"),
        };
        let label = format!("Took {what} out of “{}”", output.name);
        self.transact(&label, |work| {
            let mut quotations = Vec::new();
            for item in going {
                quotations.extend(work.tx.quotations_in(MentionIn::Item(item))?);
            }
            for top in tops {
                work.tx.delete_item(top)?;
            }
            Ok(work.tx.delete_if_bare(&quotations)?)
        })
    }

    /// Says how far findings are, in one step.
    pub fn set_item_states(
        &mut self,
        items: &[ItemId],
        state: ItemState,
    ) -> Result<(), ProjectError> {
        let Some(&first) = items.first() else { return Ok(()) };
        let (_, item) = self.item_of(first)?;
        let label = match items.len() {
            1 => format!("“{}”: {state}", item.heading()),
            many => format!("{many} findings: {state}"),
        };
        self.transact(&label, |work| {
            for &id in items {
                work.tx.set_item(id, &ItemField::State(state))?;
            }
            Ok(())
        })
    }

    /// Takes quotations under an item of an outline, behind what stands there, each with the theme it is to show, and says what
    /// they stand for. What stands there already stays, and what is in the output without a place gets this one. Gives the
    /// extracts.
    pub fn take_under(
        &mut self,
        id: ItemId,
        chosen: &[(QuotationId, Option<CodeId>)],
        stands_for: Option<StandsFor>,
    ) -> Result<Vec<ExtractId>, ProjectError> {
        let (output, item) = self.item_of(id)?;
        let there = |quotation: QuotationId, item: Option<ItemId>| {
            output.extracts_under(item).find(|one| one.quotation == quotation).map(|one| one.id)
        };
        let known: Vec<_> = chosen
            .iter()
            .map(|&(quotation, code)| {
                let here = there(quotation, Some(id)).or_else(|| there(quotation, None));
                (quotation, code, here)
            })
            .collect();
        let output = output.id;
        let count = counted(chosen.len(), "quote", "quotes");
        self.transact(&format!("Took {count} under “{}”", item.heading()), |work| {
            let mut extracts = Vec::with_capacity(known.len());
            for (quotation, code, here) in known {
                let extract = match here {
                    Some(extract) => extract,
                    None => {
                        work.tx
                            .source_of(quotation)?
                            .ok_or(ProjectError::Gone("This quotation"))?;
                        work.tx.insert_extract(output, quotation, code, work.at)?
                    }
                };
                work.tx.set_extract(extract, &ExtractField::Item(Some(id)))?;
                if stands_for.is_some() {
                    work.tx.set_extract(extract, &ExtractField::StandsFor(stands_for))?;
                }
                extracts.push(extract);
            }
            Ok(extracts)
        })
    }

    /// Puts extracts before another of their output: under its item, where they stand for the same as it.
    pub fn put_before(
        &mut self,
        extracts: &[ExtractId],
        before: ExtractId,
    ) -> Result<(), ProjectError> {
        let (output, target) =
            self.snapshot.extract(before).ok_or(ProjectError::Gone("This extract"))?;
        let (item, stands_for) = (target.item, target.stands_for);
        let own = |id: &&ExtractId| output.extracts.iter().any(|one| one.id == **id);
        let moved: Vec<ExtractId> =
            extracts.iter().filter(own).copied().filter(|&id| id != before).collect();
        let mut order: Vec<ExtractId> = output.extracts.iter().map(|one| one.id).collect();
        order.retain(|id| !moved.contains(id));
        let at = order.iter().position(|&id| id == before).unwrap_or(order.len());
        order.splice(at..at, moved.iter().copied());
        self.transact(&format!("Moved extracts in “{}”", output.name.clone()), |work| {
            for &id in &moved {
                work.tx.set_extract(id, &ExtractField::Item(item))?;
                work.tx.set_extract(id, &ExtractField::StandsFor(stands_for))?;
            }
            Ok(work.tx.order_extracts(&order)?)
        })
    }

    /// Notes that the person who codes now has looked for what contradicts a finding, and what they found.
    pub fn note_counter_search(
        &mut self,
        item: ItemId,
        found: &str,
    ) -> Result<CounterSearchId, ProjectError> {
        let coder = self.current_coder()?.id;
        let label = format!("Looked for what contradicts “{}”", self.item_of(item)?.1.heading());
        self.transact(&label, |work| {
            Ok(work.tx.insert_counter_search(item, coder, found.trim(), work.at)?)
        })
    }

    /// Takes back that somebody looked for what contradicts a finding.
    pub fn forget_counter_search(&mut self, id: CounterSearchId) -> Result<(), ProjectError> {
        self.transact("Took back a search for what contradicts a finding", |work| {
            Ok(work.tx.delete_counter_search(id)?)
        })
    }

    pub(super) fn item_of(&self, id: ItemId) -> Result<(&Output, &Item), ProjectError> {
        self.snapshot.item(id).ok_or(ProjectError::Gone("This item"))
    }
}

/// Fails where an item of this kind cannot stand under another.
fn can_stand(output: &Output, kind: ItemKind, parent: Option<ItemId>) -> Result<(), ProjectError> {
    match parent {
        None => Ok(()),
        Some(parent) => {
            let parent = output.item(parent).ok_or(ProjectError::Gone("This item"))?;
            can_hold(parent.kind, kind)
        }
    }
}

/// Fails where an item of one kind cannot hold one of another.
fn can_hold(above: ItemKind, below: ItemKind) -> Result<(), ProjectError> {
    match above.holds(below) {
        true => Ok(()),
        false => Err(ProjectError::CannotHold(above.word(), below.word())),
    }
}
