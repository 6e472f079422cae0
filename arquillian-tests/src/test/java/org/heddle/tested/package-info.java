/** What was tested on which server, read off the reports of the tests into the documentation. */
package org.heddle.tested;
