package org.heddle.sample;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.time.Duration;
import java.util.Map;

/** The three requests of the page. */
@Path("/")
@RequestScoped
public class BoardResource {

  private static final int LONGEST_OUTAGE_SECONDS = 3600;

  @Inject private Broker broker;
  @Inject private QuakeFeeder feeder;
  @Inject private Outage outage;
  @Inject private QuakeStore store;
  @Inject private Board board;

  /** What happened after the event with this number. */
  @GET
  @Path("events")
  @Produces(MediaType.APPLICATION_JSON)
  public JsonObject events(@QueryParam("after") @DefaultValue("0") long after) {
    Board.View view = board.after(after);
    return Json.createObjectBuilder()
        .add("broker", broker.name())
        .add("feed", feed())
        .add("failing", failing())
        .add(
            "counters",
            Json.createObjectBuilder(Map.<String, Object>copyOf(view.counters()))
                .add("stored", store.size()))
        .add("sequence", view.sequence())
        .add("events", Json.createArrayBuilder(view.events()))
        .build();
  }

  /** Starts the feed; a conflict if it is running. */
  @POST
  @Path("feed")
  public Response startFeed() {
    return Response.status(feeder.start() ? Status.NO_CONTENT : Status.CONFLICT).build();
  }

  /** Makes the bean fail for so many seconds; 0 ends it. */
  @POST
  @Path("fail")
  public void fail(@QueryParam("seconds") int seconds) {
    if (seconds < 0 || seconds > LONGEST_OUTAGE_SECONDS) {
      throw new BadRequestException("Expected 0 to " + LONGEST_OUTAGE_SECONDS + " seconds");
    }
    outage.last(Duration.ofSeconds(seconds));
  }

  private JsonObject feed() {
    QuakeFeeder.Progress progress = feeder.progress();
    return Json.createObjectBuilder()
        .add("state", progress.state().name())
        .add("total", progress.total())
        .add("published", progress.published())
        .build();
  }

  private JsonObject failing() {
    Duration remaining = outage.remaining();
    return Json.createObjectBuilder()
        .add("active", !remaining.isZero())
        .add("remainingSeconds", remaining.plusMillis(999).toSeconds())
        .add("failures", outage.failures())
        .build();
  }
}
