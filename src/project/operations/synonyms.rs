//! Words that mean the same, for searching.

use crate::domain::SynonymId;
use crate::project::{Project, ProjectError};
use crate::search::compared;

impl Project {
    /// Makes a group of words and phrases that mean the same, or gives one other words; a search for one of them finds all.
    /// Blank words and repetitions are left out. Gives the group's key.
    ///
    /// # Errors
    /// When fewer than two words are left, or one stands in another group.
    pub fn set_synonyms(
        &mut self,
        group: Option<SynonymId>,
        words: &[String],
    ) -> Result<SynonymId, ProjectError> {
        let mut kept: Vec<String> = Vec::new();
        let mut known: Vec<String> = Vec::new();
        for word in words {
            let key = compared(word);
            if !key.is_empty() && !known.contains(&key) {
                known.push(key);
                kept.push(word.split_whitespace().collect::<Vec<_>>().join(" "));
            }
        }
        if kept.len() < 2 {
            return Err(ProjectError::OneSynonym);
        }
        let others = self.snapshot.synonyms.iter().filter(|other| Some(other.id) != group);
        for other in others {
            if let Some(word) = other.words.iter().find(|word| known.contains(&compared(word))) {
                let (word, group) = (word.clone(), other.words.join(", "));
                return Err(ProjectError::SynonymElsewhere { word, group });
            }
        }
        if let Some(id) = group {
            self.know_synonym(id)?;
        }
        let label = format!("Said that these mean the same: {}", kept.join(", "));
        self.transact(&label, |work| match group {
            Some(id) => {
                work.tx.set_synonym(id, &kept)?;
                Ok(id)
            }
            None => Ok(work.tx.insert_synonym(&kept, work.at)?),
        })
    }

    /// Removes a group of words that mean the same.
    ///
    /// # Errors
    /// When it is gone.
    pub fn delete_synonyms(&mut self, group: SynonymId) -> Result<(), ProjectError> {
        let words = self.know_synonym(group)?;
        let label = format!("Said that these do not mean the same: {words}");
        self.transact(&label, |work| Ok(work.tx.delete_synonym(group)?))
    }

    /// The words of a group; an error when it is gone.
    fn know_synonym(&self, id: SynonymId) -> Result<String, ProjectError> {
        let group = self.snapshot.synonyms.iter().find(|group| group.id == id);
        Ok(group.ok_or(ProjectError::Gone("This group of synonyms"))?.words.join(", "))
    }
}
