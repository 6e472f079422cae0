package org.heddle.sample;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Serves the page's requests under {@code api}. */
@ApplicationPath("api")
public class SampleApplication extends Application {}
