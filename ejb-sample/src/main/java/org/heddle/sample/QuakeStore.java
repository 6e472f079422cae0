package org.heddle.sample;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/** The quakes in the database. */
@ApplicationScoped
class QuakeStore {

  @PersistenceContext private EntityManager entities;

  /** Stores a quake if and when the transaction of the caller commits. */
  void store(Quake quake) {
    entities.merge(new StoredQuake(quake));
  }

  /** How many quakes are stored. */
  long size() {
    return entities
        .createQuery("select count(quake) from StoredQuake quake", Long.class)
        .getSingleResult();
  }
}
