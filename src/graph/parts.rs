//! A graph put together again out of nodes and edges that were merged before, as the native files hold them.

use super::{CoMention, Graph, RelationKey};
use crate::entity::{Entity, EntityId};
use crate::error::{Error, Result};
use crate::relation::Relation;

impl Graph {
    /// A graph of `documents` articles without nodes, to be filled by the `restore_` functions.
    pub(crate) fn of_documents(documents: u64) -> Self {
        Self { documents, ..Self::default() }
    }

    /// Puts an entity back.
    ///
    /// # Errors
    /// If an entity of that id is there.
    pub(crate) fn restore_entity(&mut self, entity: Entity) -> Result<()> {
        if self.numbers.contains_key(&entity.id) {
            return Err(Error::new(format!("the id `{}` comes twice", entity.id)));
        }
        let id = entity.id.clone();
        self.number_of(&id, || entity);
        Ok(())
    }

    /// Puts an id back by which an entity went, which is there.
    ///
    /// # Errors
    /// If the entity is not there, or an entity has that id.
    pub(crate) fn restore_former(&mut self, id: &EntityId, former: EntityId) -> Result<()> {
        if self.numbers.contains_key(&former) {
            return Err(Error::new(format!("`{former}` is an entity, and no other id of one")));
        }
        let number = self.known(id)?;
        self.entities[number as usize].former.insert(former);
        Ok(())
    }

    /// Puts an edge back, whose ends are there.
    ///
    /// # Errors
    /// If an end is not there, or the same edge is.
    pub(crate) fn restore_relation(&mut self, head: &EntityId, tail: &EntityId, relation: Relation) -> Result<()> {
        let Relation { kind, polarity, modality, .. } = relation;
        let key = RelationKey { head: self.known(head)?, tail: self.known(tail)?, kind, polarity, modality };
        if self.relation_numbers.insert(key, self.relations.len() as u32).is_some() {
            return Err(Error::new(format!("the edge from `{head}` to `{tail}` comes twice")));
        }
        self.relations.push((key, relation));
        Ok(())
    }

    /// Puts a pair back, whose ends are there.
    ///
    /// # Errors
    /// If an end is not there, or the same pair is.
    pub(crate) fn restore_co_mention(&mut self, first: &EntityId, second: &EntityId, count: CoMention) -> Result<()> {
        let (first_number, second_number) = (self.known(first)?, self.known(second)?);
        let key = (first_number.min(second_number), first_number.max(second_number));
        if self.co_mentions.insert(key, count).is_some() {
            return Err(Error::new(format!("the pair of `{first}` and `{second}` comes twice")));
        }
        Ok(())
    }

    fn known(&self, id: &EntityId) -> Result<u32> {
        self.numbers.get(id).copied().ok_or_else(|| Error::new(format!("there is no entity `{id}`")))
    }
}
