package org.heddle.sample;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;

/** A quake as the database keeps it; the newest wins if it comes twice. */
@Entity
public class StoredQuake {

  @Id private String id;
  private String place;
  private double magnitude;
  private Instant happened;

  /** For JPA. */
  protected StoredQuake() {}

  StoredQuake(Quake quake) {
    id = quake.id();
    place = quake.place();
    magnitude = quake.magnitude();
    happened = quake.time();
  }

  /** What the seismologists call it. */
  public String id() {
    return id;
  }

  /** Where it was, how strong and when. */
  @Override
  public String toString() {
    return "%s, %.1f, %s".formatted(place, magnitude, happened);
  }
}
