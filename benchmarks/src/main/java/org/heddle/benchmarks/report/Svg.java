package org.heddle.benchmarks.report;

import java.util.Locale;

/**
 * Writes an SVG image, element by element, with an opaque white ground so that it can be read on a
 * white page and on a dark one.
 *
 * <p>The charts are made by hand, because XChart writes SVG by way of VectorGraphics2D 0.13 of 2017
 * and brings PDFBox and JUnit along. What goes through Java's two-dimensional graphics also knows
 * no titles for those who listen to an image, and cannot be compared line by line.
 */
final class Svg {

  static final String INK = "#1f2328";
  static final String GREY = "#57606a";
  static final String GRID = "#d8dee4";
  static final int FONT = 13;
  static final int SMALL = 12;

  /** Where a text is relative to its position. */
  enum Anchor {
    START,
    MIDDLE,
    END
  }

  private final StringBuilder elements = new StringBuilder();
  private final String title;
  private final String description;

  Svg(String title, String description) {
    this.title = title;
    this.description = description;
    text(16, 28, Anchor.START, title, "font-size=\"16\" font-weight=\"bold\" fill=\"" + INK + "\"");
    note(16, 48, Anchor.START, description);
  }

  /** How wide a text is at most in the usual fonts, in pixels. */
  static double widthOf(String text, int fontSize) {
    return text.length() * fontSize * 0.61;
  }

  void text(double x, double y, Anchor anchor, String text, String attributes) {
    element(
        "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\" %s>%s</text>"
            .formatted(
                number(x),
                number(y),
                anchor.name().toLowerCase(Locale.ROOT),
                attributes,
                escape(text)));
  }

  void label(double x, double y, Anchor anchor, String text) {
    text(x, y, anchor, text, "fill=\"" + INK + "\"");
  }

  void heading(double x, double y, Anchor anchor, String text) {
    text(x, y, anchor, text, "font-weight=\"bold\" fill=\"" + INK + "\"");
  }

  void note(double x, double y, Anchor anchor, String text) {
    text(x, y, anchor, text, "font-size=\"" + SMALL + "\" fill=\"" + GREY + "\"");
  }

  void line(double x1, double y1, double x2, double y2, String attributes) {
    element(
        "<line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\" %s/>"
            .formatted(number(x1), number(y1), number(x2), number(y2), attributes));
  }

  void grid(double x1, double y1, double x2, double y2) {
    line(x1, y1, x2, y2, "stroke=\"" + GRID + "\"");
  }

  void rectangle(double x, double y, double width, double height, String attributes) {
    element(
        "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" %s/>"
            .formatted(number(x), number(y), number(width), number(height), attributes));
  }

  void path(String data, String attributes) {
    element("<path d=\"%s\" %s/>".formatted(data, attributes));
  }

  /** A line from low to high with ends, upright or lying, visible on a bar as well. */
  void whisker(double x1, double y1, double x2, double y2, String colour) {
    boolean upright = x1 == x2;
    double dx = upright ? 4 : 0;
    double dy = upright ? 0 : 4;
    String data =
        "M%s,%s L%s,%s M%s,%s L%s,%s M%s,%s L%s,%s"
            .formatted(
                number(x1),
                number(y1),
                number(x2),
                number(y2),
                number(x1 - dx),
                number(y1 - dy),
                number(x1 + dx),
                number(y1 + dy),
                number(x2 - dx),
                number(y2 - dy),
                number(x2 + dx),
                number(y2 + dy));
    if (!upright) {
      path(data, "stroke=\"#ffffff\" stroke-width=\"4\" fill=\"none\"");
    }
    path(data, "stroke=\"%s\" stroke-width=\"1.5\" fill=\"none\"".formatted(colour));
  }

  /** Begins a group of elements that has a title, which is shown by the pointer. */
  void open(String groupTitle) {
    element("<g><title>" + escape(groupTitle) + "</title>");
  }

  void close() {
    element("</g>");
  }

  private void element(String element) {
    elements.append("  ").append(element).append('\n');
  }

  /** The image of that size in pixels, or wider if its title needs it. */
  String finish(double width, double height) {
    double heading = Math.max(widthOf(title, 17), widthOf(description, SMALL)) + 32;
    String w = number(Math.ceil(Math.max(width, heading)));
    String h = number(Math.ceil(height));
    return """
        <svg xmlns="http://www.w3.org/2000/svg" width="%s" height="%s" viewBox="0 0 %s %s"
            role="img" aria-labelledby="title description"
            font-family="Helvetica, Arial, sans-serif" font-size="%d">
          <title id="title">%s</title>
          <desc id="description">%s</desc>
          <rect width="%s" height="%s" rx="6" fill="#ffffff"/>
        %s</svg>
        """
        .formatted(w, h, w, h, FONT, escape(title), escape(description), w, h, elements);
  }

  static String number(double value) {
    String number = String.format(Locale.ROOT, "%.1f", value);
    return number.endsWith(".0") ? number.substring(0, number.length() - 2) : number;
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        // XML has no place for the others.
        .replaceAll("[\\p{Cntrl}]", " ");
  }
}
