extension MySQLProgram {
  /// Options of the real program that are not simulated, without their dashes.
  private static let missingOptions: Set<String> = [
    "auto-vertical-output", "binary-as-hex", "binary-mode", "bind-address", "character-sets-dir",
    "column-type-info", "comments", "compression-algorithms", "connect-expired-password", "debug",
    "debug-check", "debug-info", "default-auth", "delimiter", "dns-srv-name",
    "enable-cleartext-plugin", "fido-register-factor", "help", "histignore", "html", "i-am-a-dummy",
    "ignore-spaces", "line-numbers", "load-data-local-dir", "login-path", "max-join-size",
    "named-commands", "net-buffer-length", "no-beep", "one-database", "pager", "pipe", "plugin-dir",
    "print-defaults", "prompt", "reconnect", "safe-updates", "secure-auth", "select-limit",
    "sigint-ignore", "skip-column-names", "skip-comments", "skip-line-numbers",
    "skip-named-commands", "skip-pager", "skip-reconnect", "ssl-cipher", "ssl-crl", "ssl-crlpath",
    "ssl-capath", "ssl-fips-mode", "syslog", "tee", "tls-ciphersuites", "wait", "xml",
    "zstd-compression-level",
  ]

  private static let missingLetters = "?#GHILTUWXbcijmowx"

  /// The option in `word` if the real program has it and this one has not: `--html`, `-H`.
  static func missingOption(_ word: String) -> String? {
    if word.hasPrefix("--") {
      let name = word.dropFirst(2).prefix { $0 != "=" }
      return missingOptions.contains(String(name)) ? "--" + name : nil
    }
    guard word.hasPrefix("-"), let letter = word.dropFirst().first,
      missingLetters.contains(letter)
    else { return nil }
    return "-" + String(letter)
  }
}
