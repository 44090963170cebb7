//! Pictures of a project: what one is asked for, what is counted for it, and how that is laid out.

use std::collections::HashSet;

use super::{Job, Project, ProjectError, Snapshot, WordQuestion};
use crate::analysis::picture::{
    self, Bars, Chosen, Cloud, Columns, Graph, Lanes, Matrix, Role, Room, Scene, Together, Unit,
    Which, bars_of_codes, chosen, cloud_of_codes, cloud_of_words, columns_of_codes, graph_of_codes,
    lanes_of_source, matrix_of_codes, pairs,
};
use crate::analysis::query::Query;
use crate::analysis::table::TableError;
use crate::analysis::{self};
use crate::domain::{MarkupKind, SourceCodings, SourceId, SourceInfo, SourceKind};
use crate::export::text_width;

/// Which picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PictureKind {
    /// Bars of frequency.
    #[default]
    Bars,
    /// Where codes stand along a source.
    Source,
    /// Codes by month.
    Study,
    /// What stands together, as a heat map.
    HeatMap,
    /// The same as a network.
    Network,
    /// Names of codes sized by use.
    Cloud,
    /// Words of the texts sized by how often they stand there.
    Words,
}

/// A picture that is asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct PictureAsk {
    /// Which one.
    pub kind: PictureKind,
    /// Of which codes.
    pub which: Which,
    /// How many codes at most.
    pub most: usize,
    /// What bars count.
    pub unit: Unit,
    /// Whether the two kinds that most sources are of have bars side by side.
    pub by_kind: bool,
    /// What codes share in a heat map and a network.
    pub together: Together,
    /// The least coefficient that joins two codes of a network, in hundredths.
    pub least: u8,
    /// The source of a timeline over one.
    pub source: Option<SourceId>,
    /// How many words at most.
    pub words: usize,
    /// Whether the forms of a word are one word.
    pub stem: bool,
    /// Only the words of sources of this kind; of all without one.
    pub words_of: Option<SourceKind>,
    /// The question whose answers are counted; all quotations where there is none. Words are counted in whole texts.
    pub about: Option<Query>,
}

impl Default for PictureAsk {
    fn default() -> Self {
        Self {
            kind: PictureKind::default(),
            which: Which::default(),
            most: 20,
            unit: Unit::default(),
            by_kind: false,
            together: Together::default(),
            least: 1,
            source: None,
            words: 100,
            stem: false,
            words_of: None,
            about: None,
        }
    }
}

impl PictureAsk {
    /// What makes a difference to the picture: what only others are asked for is as it is without being asked.
    pub fn telling(&self) -> Self {
        let plain = Self::default();
        let is = |kinds: &[PictureKind]| kinds.contains(&self.kind);
        let pairs = is(&[PictureKind::HeatMap, PictureKind::Network]);
        let words = is(&[PictureKind::Words]);
        let bars = is(&[PictureKind::Bars]);
        Self {
            kind: self.kind,
            which: if words { plain.which } else { self.which },
            most: if words { plain.most } else { self.most },
            unit: if bars { self.unit } else { plain.unit },
            by_kind: bars && self.by_kind,
            together: if pairs { self.together } else { plain.together },
            least: if is(&[PictureKind::Network]) { self.least } else { plain.least },
            source: self.source.filter(|_| is(&[PictureKind::Source])),
            words: if words { self.words } else { plain.words },
            stem: words && self.stem,
            words_of: self.words_of.filter(|_| words),
            about: self.about.clone().filter(|_| !words),
        }
    }
}

/// What was counted for a picture.
#[derive(Debug, Clone, PartialEq)]
pub enum PictureFigures {
    /// As bars.
    Bars(Bars),
    /// Along a source.
    Lanes(Lanes),
    /// Over time.
    Columns(Columns),
    /// As a heat map.
    Matrix(Matrix),
    /// As a network.
    Graph(Graph),
    /// As a cloud.
    Cloud(Cloud),
}

impl PictureFigures {
    /// Lays the picture out for a room; with the accent for every code where these are not to have their own colours.
    pub fn scene(&self, room: Room, own_colours: bool) -> Scene {
        let scene = match self {
            Self::Bars(data) => picture::bars(data, room, &text_width),
            Self::Lanes(data) => picture::lanes(data, room, &text_width),
            Self::Columns(data) => picture::columns(data, room, &text_width),
            Self::Matrix(data) => picture::matrix(data, room, &text_width),
            Self::Graph(data) => picture::graph(data, room, &text_width),
            Self::Cloud(data) => picture::cloud(data, room, &text_width),
        };
        if own_colours { scene } else { in_one_colour(scene) }
    }
}

impl Project {
    /// Counts what a picture shows.
    ///
    /// # Errors
    ///
    /// When the question asks for turns, or a text cannot be read.
    pub fn picture(&mut self, asked: &PictureAsk) -> Result<PictureFigures, ProjectError> {
        let about = asked.about.as_ref().map(|query| self.ask(query)).transpose()?;
        let snapshot = self.snapshot();
        let tree = &snapshot.codes;
        if asked.kind == PictureKind::Words {
            return self.cloud_of_words(asked).map(PictureFigures::Cloud);
        }
        let narrowed = match about {
            None => None,
            Some(answers) => {
                let ids = answers.iter().map(|answer| answer.quotation.ok_or(TableError::Turns));
                let ids = ids.collect::<Result<HashSet<_>, _>>()?;
                Some(study(snapshot).map(|(info, on)| (info, with_only(on, &ids))).collect())
            }
        };
        let narrowed: Option<Vec<(&SourceInfo, SourceCodings)>> = narrowed;
        let study: Vec<(&SourceInfo, &SourceCodings)> = match &narrowed {
            None => study(snapshot).collect(),
            Some(all) => all.iter().map(|(info, on)| (*info, on)).collect(),
        };
        let counts =
            narrowed.as_ref().map(|all| analysis::count(tree, all.iter().map(|(_, on)| on)));
        let counts = counts.as_ref().unwrap_or(&snapshot.counts);
        let chosen = chosen(tree, counts, asked.which, asked.most);
        let study = study.into_iter();
        Ok(match asked.kind {
            PictureKind::Bars => {
                let kinds = if asked.by_kind { two_kinds(snapshot) } else { Vec::new() };
                PictureFigures::Bars(bars_of_codes(tree, &chosen, asked.unit, &kinds, study))
            }
            PictureKind::Source => {
                let found = study.into_iter().find(|(info, _)| asked.source == Some(info.id));
                let found = found.map(|(info, on)| self.lanes(&chosen, info, on)).transpose()?;
                PictureFigures::Lanes(found.unwrap_or_default())
            }
            PictureKind::Study => PictureFigures::Columns(columns_of_codes(tree, &chosen, study)),
            PictureKind::HeatMap => {
                let pairs = pairs(tree, &chosen, asked.together, study);
                PictureFigures::Matrix(matrix_of_codes(tree, &chosen, &pairs))
            }
            PictureKind::Network => {
                let pairs = pairs(tree, &chosen, asked.together, study);
                let least = f64::from(asked.least) / 100.0;
                PictureFigures::Graph(graph_of_codes(tree, &chosen, &pairs, least))
            }
            PictureKind::Cloud | PictureKind::Words => {
                PictureFigures::Cloud(cloud_of_codes(tree, &chosen, study))
            }
        })
    }

    fn cloud_of_words(&self, asked: &PictureAsk) -> Result<Cloud, ProjectError> {
        /// Shorter words say little in a cloud.
        const SHORTEST: usize = 3;
        let question = WordQuestion {
            kinds: asked.words_of.into_iter().collect(),
            stem: asked.stem,
            shortest: SHORTEST,
            limit: asked.words,
            ..WordQuestion::default()
        };
        let parts = self.word_counts(&question, &Job::new("Counting words"))?.unwrap_or_default();
        let (total, sources) = parts.first().map_or((0, 0), |part| (part.total, part.sources));
        let words = parts.first().map(|part| part.words.as_slice()).unwrap_or_default();
        Ok(cloud_of_words(words, total, sources))
    }

    fn lanes(
        &self,
        chosen: &Chosen,
        info: &SourceInfo,
        on: &SourceCodings,
    ) -> Result<Lanes, ProjectError> {
        let marked = self.markup(info.id)?.into_iter();
        let pages = marked.filter_map(|mark| match mark.kind {
            MarkupKind::Page(number) => Some((mark.span.start, number.to_string())),
            _ => None,
        });
        let pages: Vec<(u32, String)> = pages.collect();
        Ok(lanes_of_source(&self.snapshot().codes, chosen, info, on, &pages))
    }
}

/// Every source with what stands on it.
fn study(snapshot: &Snapshot) -> impl Iterator<Item = (&SourceInfo, &SourceCodings)> {
    let sources = snapshot.sources.iter();
    sources.filter_map(|info| snapshot.codings(info.id).map(|on| (info, &**on)))
}

/// What stands on a source, without the quotations that are not asked for.
fn with_only(on: &SourceCodings, ids: &HashSet<crate::domain::QuotationId>) -> SourceCodings {
    let kept = on.quotations.iter().filter(|quotation| ids.contains(&quotation.id));
    SourceCodings {
        source: on.source,
        turns: on.turns.clone(),
        quotations: kept.cloned().collect(),
    }
}

/// The two kinds that most sources are of, in the order kinds are listed.
fn two_kinds(snapshot: &Snapshot) -> Vec<SourceKind> {
    let count = |kind| snapshot.sources.iter().filter(|info| info.kind == kind).count();
    let mut kinds: Vec<SourceKind> =
        SourceKind::ALL.into_iter().filter(|&kind| count(kind) > 0).collect();
    kinds.sort_by_key(|&kind| std::cmp::Reverse(count(kind)));
    kinds.truncate(2);
    kinds.sort_by_key(|kind| SourceKind::ALL.iter().position(|other| other == kind));
    kinds
}

/// The scene with the accent for every code.
fn in_one_colour(mut scene: Scene) -> Scene {
    for shape in scene.marks.iter_mut().flat_map(|mark| &mut mark.shapes) {
        if let Role::Code(_) = shape.paint.role {
            shape.paint.role = Role::Accent;
        }
    }
    scene
}
