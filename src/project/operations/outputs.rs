//! House styles, outputs, and what is chosen for them.

use std::collections::HashSet;

use crate::analysis::labels::HouseStyle;
use crate::domain::house_style::KeptStyle;
use crate::domain::{
    CodeId, Extract, ExtractId, LabelStyleId, Output, OutputId, OutputSettings, QuotationId,
};
use crate::project::{ExtractField, OutputField, Project, ProjectError, Snapshot};
use crate::text::counted;

impl Snapshot {
    /// The house styles there are: the project's own, then those that come with the program and no own one stands for.
    pub fn house_styles(&self) -> Vec<HouseStyle> {
        let mut all: Vec<HouseStyle> = self.styles.iter().map(|kept| kept.style.clone()).collect();
        for shipped in HouseStyle::shipped() {
            if !all.iter().any(|own| own.name.to_lowercase() == shipped.name.to_lowercase()) {
                all.push(shipped);
            }
        }
        all
    }

    /// The house style of a name, without regard to case.
    pub fn house_style(&self, name: &str) -> Option<HouseStyle> {
        let lower = name.trim().to_lowercase();
        self.house_styles().into_iter().find(|style| style.name.to_lowercase() == lower)
    }

    /// The output with this key.
    pub fn output(&self, id: OutputId) -> Option<&Output> {
        self.outputs.iter().find(|output| output.id == id)
    }

    /// The output of a name, without regard to case.
    pub fn output_named(&self, name: &str) -> Option<&Output> {
        let lower = name.trim().to_lowercase();
        self.outputs.iter().find(|output| output.name.to_lowercase() == lower)
    }

    /// The extracts that a quotation was chosen as.
    pub fn extracts_of(&self, quotation: QuotationId) -> impl Iterator<Item = &Extract> {
        let all = self.outputs.iter().flat_map(|output| &output.extracts);
        all.filter(move |extract| extract.quotation == quotation)
    }

    /// An extract, with the output it stands in.
    pub fn extract(&self, id: ExtractId) -> Option<(&Output, &Extract)> {
        self.outputs.iter().find_map(|output| {
            Some((output, output.extracts.iter().find(|extract| extract.id == id)?))
        })
    }
}

impl Project {
    /// Keeps a house style: a new one, or other than it was where `id` says which. Outputs in it go with its name.
    ///
    /// # Errors
    /// When it has no name, another one has its name, or a template in it cannot be read.
    pub fn keep_style(
        &mut self,
        id: Option<LabelStyleId>,
        mut style: HouseStyle,
    ) -> Result<LabelStyleId, ProjectError> {
        style.name = style.name.trim().to_owned();
        let name = style.name.clone();
        if name.is_empty() {
            return Err(ProjectError::NoName("A house style"));
        }
        if let Some(error) = style.errors().first() {
            return Err(ProjectError::Style(error.to_string()));
        }
        let lower = name.to_lowercase();
        let same = |kept: &&KeptStyle| kept.style.name.to_lowercase() == lower;
        if self.snapshot.styles.iter().find(same).is_some_and(|other| Some(other.id) != id) {
            return Err(ProjectError::NameTaken("a house style", name));
        }
        let before = self.snapshot.styles.iter().find(|kept| Some(kept.id) == id);
        let before = before.map(|kept| kept.style.name.clone());
        match (id, before) {
            (Some(id), Some(before)) => {
                self.transact(&format!("Changed the house style “{name}”"), |work| {
                    work.tx.set_label_style(id, &style)?;
                    work.tx.hand_over_style(&before, &name)?;
                    Ok(id)
                })
            }
            (Some(_), None) => Err(ProjectError::Gone("This house style")),
            (None, _) => self.transact(&format!("Added the house style “{name}”"), |work| {
                Ok(work.tx.insert_label_style(&style, work.at)?)
            }),
        }
    }

    /// Says in which of the project's own house styles the window's lists show labels; `None` for that of the program.
    pub fn set_screen_style(&mut self, id: Option<LabelStyleId>) -> Result<(), ProjectError> {
        self.transact("Changed the labels on the screen", |work| {
            Ok(work.tx.set_screen_style(id)?)
        })
    }

    /// Deletes a house style of the project. Outputs in it are then in the one of the program that has its name, or in none.
    pub fn delete_style(&mut self, id: LabelStyleId) -> Result<(), ProjectError> {
        let kept = self.snapshot.styles.iter().find(|kept| kept.id == id);
        let name = kept.ok_or(ProjectError::Gone("This house style"))?.style.name.clone();
        self.transact(&format!("Deleted the house style “{name}”"), |work| {
            Ok(work.tx.delete_label_style(id)?)
        })
    }

    /// Makes an output without extracts.
    pub fn add_output(&mut self, name: &str, style: &str) -> Result<OutputId, ProjectError> {
        let name = self.free_output_name(name, None)?;
        let style = self.snapshot.house_style(style);
        let style = style.ok_or(ProjectError::Gone("This house style"))?.name;
        self.transact(&format!("Made the output “{name}”"), |work| {
            Ok(work.tx.insert_output(&name, &style, &OutputSettings::default(), work.at)?)
        })
    }

    /// Changes facts about an output.
    pub fn change_output(
        &mut self,
        id: OutputId,
        mut fields: Vec<OutputField>,
    ) -> Result<(), ProjectError> {
        let before = self.snapshot.output(id).ok_or(ProjectError::Gone("This output"))?;
        let mut label = format!("Changed the output “{}”", before.name);
        for field in &mut fields {
            if let OutputField::Name(name) = field {
                label = format!("Renamed the output “{}” to “{}”", before.name, name.trim());
                *name = self.free_output_name(name, Some(id))?;
            }
        }
        self.transact(&label, |work| {
            for field in &fields {
                work.tx.set_output(id, field)?;
            }
            Ok(())
        })
    }

    /// Deletes an output. The quotations stay, and what was printed is remembered.
    pub fn delete_output(&mut self, id: OutputId) -> Result<(), ProjectError> {
        let output = self.snapshot.output(id).ok_or(ProjectError::Gone("This output"))?;
        let quotations: Vec<QuotationId> =
            output.extracts.iter().map(|extract| extract.quotation).collect();
        self.transact(&format!("Deleted the output “{}”", output.name.clone()), |work| {
            work.tx.delete_output(id)?;
            Ok(work.tx.delete_if_bare(&quotations)?)
        })
    }

    /// Takes quotations into an output, at its end, each with the theme it is to show. Those that stand in it already are left
    /// out, unless `again`: a passage can be printed in two places in two lengths. Gives how many were taken.
    pub fn add_extracts(
        &mut self,
        output: OutputId,
        chosen: &[(QuotationId, Option<CodeId>)],
        again: bool,
    ) -> Result<Vec<ExtractId>, ProjectError> {
        let into = self.snapshot.output(output).ok_or(ProjectError::Gone("This output"))?;
        let mut there: HashSet<QuotationId> =
            into.extracts.iter().map(|extract| extract.quotation).collect();
        let new: Vec<(QuotationId, Option<CodeId>)> =
            chosen.iter().copied().filter(|(id, _)| there.insert(*id) || again).collect();
        let count = counted(new.len(), "quote", "quotes");
        self.transact(&format!("Took {count} into “{}”", into.name.clone()), |work| {
            let mut made = Vec::with_capacity(new.len());
            for (quotation, code) in new {
                work.tx.source_of(quotation)?.ok_or(ProjectError::Gone("This quotation"))?;
                made.push(work.tx.insert_extract(output, quotation, code, work.at)?);
            }
            Ok(made)
        })
    }

    /// Changes facts about extracts, in one step. Trims that cannot stand in the quotation's words are refused.
    pub fn change_extracts(
        &mut self,
        changes: Vec<(ExtractId, ExtractField)>,
    ) -> Result<(), ProjectError> {
        for (id, field) in &changes {
            let (_, extract) =
                self.snapshot.extract(*id).ok_or(ProjectError::Gone("This extract"))?;
            if let ExtractField::Trims(trims) = field {
                let quotation = extract.quotation;
                let (source, quotation) =
                    self.find_quotation(quotation)?.ok_or(ProjectError::Gone("This quotation"))?;
                let span = quotation.span;
                let text = self.text(source)?;
                trims.check(&text, span).map_err(|error| ProjectError::Trims(error.to_string()))?;
            }
        }
        let what = match changes.first() {
            Some((_, ExtractField::Trims(_))) => "Trimmed an extract",
            Some((_, ExtractField::Item(_))) => "Placed an extract in the outline",
            Some((_, ExtractField::StandsFor(_))) => "Said what an extract stands for",
            Some((_, ExtractField::Why(_))) => "Said why an extract was chosen",
            Some((_, ExtractField::Note(_))) => "Noted something beside an extract",
            _ => "Changed an extract",
        };
        self.transact(what, |work| {
            for (id, field) in &changes {
                work.tx.set_extract(*id, field)?;
            }
            Ok(())
        })
    }

    /// Gives the extracts of an output another order: `extracts` stand in this order before the one called `before`, or at
    /// the end.
    pub fn move_extracts(
        &mut self,
        output: OutputId,
        extracts: &[ExtractId],
        before: Option<ExtractId>,
    ) -> Result<(), ProjectError> {
        let of = self.snapshot.output(output).ok_or(ProjectError::Gone("This output"))?;
        let is_moved = |id: &ExtractId| extracts.contains(id);
        let mut order: Vec<ExtractId> =
            of.extracts.iter().map(|one| one.id).filter(|id| !is_moved(id)).collect();
        let moved: Vec<ExtractId> = extracts
            .iter()
            .copied()
            .filter(|id| of.extracts.iter().any(|one| one.id == *id))
            .collect();
        let at = before.and_then(|id| order.iter().position(|&other| other == id));
        let at = at.unwrap_or(order.len());
        order.splice(at..at, moved);
        self.transact(&format!("Moved extracts in “{}”", of.name.clone()), |work| {
            Ok(work.tx.order_extracts(&order)?)
        })
    }

    /// Takes another quotation in the place of one, untrimmed, for the same theme.
    pub fn swap_extract(
        &mut self,
        id: ExtractId,
        with: QuotationId,
    ) -> Result<ExtractId, ProjectError> {
        let (output, extract) =
            self.snapshot.extract(id).ok_or(ProjectError::Gone("This extract"))?;
        let (output_id, name, code) = (output.id, output.name.clone(), extract.code);
        let (item, stands_for) = (extract.item, extract.stands_for);
        let quotation = extract.quotation;
        let mut order: Vec<ExtractId> = output.extracts.iter().map(|one| one.id).collect();
        self.transact(&format!("Swapped an extract of “{name}”"), |work| {
            work.tx.source_of(with)?.ok_or(ProjectError::Gone("This quotation"))?;
            let new = work.tx.insert_extract(output_id, with, code, work.at)?;
            work.tx.set_extract(new, &ExtractField::Item(item))?;
            work.tx.set_extract(new, &ExtractField::StandsFor(stands_for))?;
            for one in order.iter_mut().filter(|one| **one == id) {
                *one = new;
            }
            work.tx.delete_extract(id)?;
            work.tx.order_extracts(&order)?;
            work.tx.delete_if_bare(&[quotation])?;
            Ok(new)
        })
    }

    /// Takes extracts out of their outputs. Their quotations stay.
    pub fn remove_extracts(&mut self, extracts: &[ExtractId]) -> Result<(), ProjectError> {
        let count = counted(extracts.len(), "extract", "extracts");
        self.transact(&format!("Took out {count}"), |work| {
            for &id in extracts {
                let quotation =
                    work.tx.quotation_of(id)?.ok_or(ProjectError::Gone("This extract"))?;
                work.tx.delete_extract(id)?;
                work.tx.delete_if_bare(&[quotation])?;
            }
            Ok(())
        })
    }

    /// Accepts what the checks of an output found, for a reason; without one, accepts it no longer.
    pub fn accept_finding(
        &mut self,
        output: OutputId,
        finding: &str,
        reason: Option<&str>,
    ) -> Result<(), ProjectError> {
        let coder = self.current_coder()?;
        let name = &self.snapshot.output(output).ok_or(ProjectError::Gone("This output"))?.name;
        match reason.map(str::trim) {
            Some("") => Err(ProjectError::NoWords("The reason")),
            Some(reason) => self
                .transact(&format!("Accepted a finding in “{}”", name.clone()), |work| {
                    Ok(work.tx.accept_finding(output, finding, reason, coder.id, work.at)?)
                }),
            None => self
                .transact(&format!("Opened a finding in “{}” again", name.clone()), |work| {
                    Ok(work.tx.delete_acceptance(output, finding)?)
                }),
        }
    }

    fn free_output_name(&self, name: &str, of: Option<OutputId>) -> Result<String, ProjectError> {
        let name = name.trim();
        if name.is_empty() {
            return Err(ProjectError::NoName("An output"));
        }
        match self.snapshot.output_named(name) {
            Some(other) if Some(other.id) != of => {
                Err(ProjectError::NameTaken("an output", name.to_owned()))
            }
            _ => Ok(name.to_owned()),
        }
    }
}
