package org.heddle.spi;

/**
 * A user name and a password. {@link #toString()} hides the password.
 *
 * @param userName who connects
 * @param password the secret that proves it
 */
public record Credentials(String userName, String password) {

  @Override
  public String toString() {
    return "Credentials[" + userName + "]";
  }
}
