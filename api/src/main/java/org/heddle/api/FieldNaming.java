package org.heddle.api;

/** How the names of a record's components or a bean's properties are written in JSON. */
public enum FieldNaming {
  /** As they are in Java: {@code magnitudeType} (the default). */
  IDENTITY,

  /** In snake case: {@code magnitude_type}, as Python peers write them. */
  SNAKE_CASE
}
