package org.heddle.server;

import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jboss.shrinkwrap.api.Filters;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * The annotations of an archive, to be said again by descriptors with the values that a server does
 * not put into them. An application of one configuration would have the descriptors as files.
 *
 * @param classes those of the archive
 * @param values what annotations ask for
 */
record ArchiveAnnotations(List<Class<?>> classes, Map<String, String> values) {

  private static final Pattern VALUE = Pattern.compile("\\$\\{MPCONFIG=([^:}]+):?([^}]*)}");

  private static final String CLASSES = "/WEB-INF/classes/";

  static ArchiveAnnotations of(WebArchive application, Map<String, String> values) {
    List<Class<?>> classes =
        application.getContent(Filters.include(CLASSES + ".*\\.class")).keySet().stream()
            .map(path -> path.get().substring(CLASSES.length()).replace('/', '.'))
            .<Class<?>>map(file -> load(file.substring(0, file.lastIndexOf('.'))))
            .toList();
    return new ArchiveAnnotations(classes, values);
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("The archive has a class that the tests have not", e);
    }
  }

  /** Describes each annotation of a kind, and the class that has it. */
  <A extends Annotation> String each(
      Class<A> annotation, BiFunction<Class<?>, A, String> description) {
    return classes.stream()
        .flatMap(
            type ->
                Arrays.stream(type.getAnnotationsByType(annotation))
                    .map(found -> description.apply(type, found)))
        .collect(Collectors.joining());
  }

  /** A text of an annotation with its values. */
  String replaced(String text) {
    return VALUE
        .matcher(text)
        .replaceAll(
            value -> Matcher.quoteReplacement(values.getOrDefault(value.group(1), value.group(2))));
  }
}
