package org.heddle.sample;

import static org.awaitility.Awaitility.await;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The admin console of a Payara Server or a GlassFish, as somebody uses it who has a browser and
 * nothing else. Its pages take each other's place within one document. For one thread.
 */
final class AdminConsole {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** The server loads its console when somebody asks for it. */
  private static final Duration LOADING_PATIENCE = Duration.ofMinutes(5);

  private static final String CONNECTORS = "treeForm:tree:resources:Connectors:";
  private static final String POOLS =
      CONNECTORS + "connectorConnectionPools:connectorConnectionPools_link";
  private static final String RESOURCES = CONNECTORS + "connectorResources:connectorResources_link";

  private static final String STEP_1 = "New Connector Connection Pool (Step 1 of 2)";
  private static final String STEP_2 = "New Connector Connection Pool (Step 2 of 2)";

  private static final String GENERAL = "propertyForm:propertySheet:generalPropertySheet:";
  private static final String PROPERTIES = "propertyForm:basicTable";
  private static final String SHEET = "propertyForm:propertySheet:propertSectionTextField:";

  /** The rows of the table of properties: their names, and those of their fields that are seen. */
  private static final String ROWS =
      """
      Array.from(document.querySelectorAll("[id^='%s:'][id$=':col2:col1St']")).map(name => ({
        name: name.value,
        fields: ['col3:col1St', 'col3:confV', 'col5:confV2']
            .map(id => document.getElementById(name.id.replace('col2:col1St', id)))
            .filter(field => field?.offsetWidth > 0)}))
      """
          .formatted(PROPERTIES)
          .strip();

  private final Browser browser;

  /**
   * A property of a pool.
   *
   * @param name what it is called
   * @param value what is in its field
   * @param masked whether what is typed cannot be read, and is asked for twice
   */
  record Property(String name, String value, boolean masked) {}

  private AdminConsole(Browser browser) {
    this.browser = browser;
  }

  static AdminConsole open(Browser browser, URI address) {
    browser.open(address, 1500, 1000);
    AdminConsole console = new AdminConsole(browser);
    await()
        .atMost(LOADING_PATIENCE)
        // While one document takes another's place.
        .ignoreExceptionsInstanceOf(IllegalStateException.class)
        .until(() -> console.shows("Common Tasks"));
    return console;
  }

  /** Goes to the list of pools, and from there to the first page of a new one. */
  void beginPool(String name, String connectionDefinition) {
    click(POOLS, "Connector Connection Pools");
    click("propertyForm:poolTable:topActionsGroup1:newButton", STEP_1);
    fill(GENERAL + "jndiProp:name", name);
    choose(GENERAL + "resAdapterProp:db", "heddle");
    choose(GENERAL + "connectionDefProp:db", connectionDefinition);
  }

  /** Goes to the second page of a new pool. */
  void next() {
    click("propertyForm:title:topButtons:nextButton", STEP_2);
  }

  /** What the second page offers. */
  List<Property> properties() {
    return browser
        .evaluate(
            ROWS
                + ".map(row => ({name: row.name, value: row.fields[0].value,"
                + " masked: row.fields.length == 2 && row.fields[0].type == 'password'}))")
        .asJsonArray()
        .getValuesAs(JsonObject.class)
        .stream()
        .map(
            row ->
                new Property(
                    row.getString("name"), row.getString("value"), row.getBoolean("masked")))
        .toList();
  }

  void sortPropertiesByName() {
    click(PROPERTIES + ":rowGroup1:col2:_columnHeader:_primarySortLink", STEP_2);
  }

  /** Fills in a property, and its confirmation if it is masked. */
  void set(String property, String value) {
    browser.evaluate(
        "%s.find(row => row.name == %s).fields.forEach(field => field.value = %s)"
            .formatted(ROWS, quoted(property), quoted(value)));
  }

  /** Asks for a ping at the end. */
  void ping() {
    browser.evaluate(
        "document.querySelector(\"[id^='%spingProp:'][type='checkbox']\").click()"
            .formatted(GENERAL));
  }

  /** Makes the new pool. */
  void finish() {
    click("propertyForm:propertyContentPage:topButtons:finishButton", "Connector Connection Pools");
  }

  /** Goes to a pool that is there. */
  void openPool(String name) {
    click(POOLS, "Connector Connection Pools");
    turn(
        "Array.from(document.querySelectorAll('#content a')).find(link => link.innerText == %s)"
            .formatted(quoted(name)),
        "Edit Connector Connection Pool");
  }

  /** Pings the pool that is open. */
  void pingPool() {
    click("propertyForm:propertyContentPage:ping", "Edit Connector Connection Pool");
  }

  /** Changes a property of the pool that is open. */
  void change(String property, String value) {
    click("propertyForm:connectorPoolSet:propertyTab", "Edit Connector Connection Pool Properties");
    set(property, value);
    click(
        "propertyForm:propertyContentPage:topButtons:saveButton",
        "Edit Connector Connection Pool Properties");
  }

  void createPasswordAlias(String name, String password) {
    click("treeForm:tree:nodes:nodes_link", "Domain Attributes");
    click("propertyForm:domainTabs:pswdAliases", "Password Aliases");
    click("propertyForm:aliases:topActionsGroup1:newButton", "New Password Alias");
    fill(SHEET + "aliasNameNew:aliasNameNew", name);
    fill(SHEET + "newPasswordProp:NewPassword", password);
    fill(SHEET + "confirmPasswordProp:ConfirmPassword", password);
    click("propertyForm:propertyContentPage:topButtons:newButton", "Password Aliases");
  }

  void createResource(String jndiName, String pool) {
    click(RESOURCES, "Connector Resources");
    click("propertyForm:resourcesTable:topActionsGroup1:newButton", "New Connector Resource");
    fill("form:propertySheet:propertSectionTextField:jndiTextProp:jnditext", jndiName);
    choose("form:propertySheet:propertSectionTextField:poolNameProp:PoolName", pool);
    click("form:propertyContentPage:topButtons:newButton", "Connector Resources");
  }

  /** What the console has to say about what was done last, in one line; empty if nothing. */
  String message() {
    return browser.evaluate(
                "document.querySelector(\"#content [class^='inlineAlert']\")?.innerText")
            instanceof JsonString text
        ? text.getString().replaceAll("\\s+", " ").strip()
        : "";
  }

  /** Takes a picture of the page from its beginning. */
  void screenshot(Path file) throws IOException {
    screenshotFrom("document.querySelector('#content > *')", file);
  }

  /** Takes a picture of the page from the table of properties on. */
  void screenshotOfProperties(Path file) throws IOException {
    screenshotFrom(element(PROPERTIES), file);
  }

  private void screenshotFrom(String element, Path file) throws IOException {
    browser.evaluate(
        """
        document.getElementById('content').closest('.yui-layout-bd').scrollTop +=
            %s.getBoundingClientRect().top
            - document.getElementById('content').closest('.yui-layout-bd').getBoundingClientRect().top
        """
            .formatted(element));
    browser.screenshot(file);
  }

  private void click(String id, String title) {
    turn(element(id), title);
  }

  /** Clicks on what brings a page, or the same one anew, and waits for it. */
  private void turn(String element, String title) {
    browser.evaluate("document.querySelector('#content > *').classList.add('left')");
    browser.evaluate(element + ".click()");
    await().alias(title).atMost(PATIENCE).until(() -> shows(title));
  }

  /** Whether a page with this at the end of its title is there, and nothing to come. */
  private boolean shows(String title) {
    return browser.evaluate(
            """
            document.readyState == 'complete'
                && document.title.endsWith(%s)
                && document.querySelector('#content > *') != null
                && document.querySelector('#content > .left') == null
                && document.body.style.cursor != 'wait'
            """
                .formatted(quoted(title)))
        == JsonValue.TRUE;
  }

  private void fill(String id, String value) {
    browser.evaluate(element(id) + ".value = " + quoted(value));
  }

  /** Waits for the choice, which may depend on another. */
  private void choose(String id, String value) {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                browser.evaluate(
                        "Array.from(%s.options).some(option => option.value == %s)"
                            .formatted(element(id), quoted(value)))
                    == JsonValue.TRUE);
    fill(id, value);
    browser.evaluate(element(id) + ".dispatchEvent(new Event('change', {bubbles: true}))");
  }

  private static String element(String id) {
    return "document.getElementById('" + id + "')";
  }

  private static String quoted(String text) {
    return Json.createValue(text).toString();
  }
}
