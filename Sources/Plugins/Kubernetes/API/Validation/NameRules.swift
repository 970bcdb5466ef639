import Values

/// What names, label keys and label values may look like. Each rule gives what is wrong, in the
/// words of the real server; nothing is nothing.
enum NameRules {
  static let label =
    "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and"
    + " must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex"
    + " used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')"
  static let subdomain =
    "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or"
    + " '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex"
    + " used for validation is"
    + " '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')"
  static let dns1035 =
    "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an"
    + " alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or"
    + " 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')"
  static let qualified =
    "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end"
    + " with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used"
    + " for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')"
  static let value =
    "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or"
    + " '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or"
    + " 'my_value',  or '12345', regex used for validation is"
    + " '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')"

  static func tooLong(_ limit: Int) -> String { "must be no more than \(limit) characters" }

  static func isLower(_ byte: UInt8) -> Bool { byte >= 0x61 && byte <= 0x7a }
  static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
  static func isUpper(_ byte: UInt8) -> Bool { byte >= 0x41 && byte <= 0x5a }
  static func isLowerOrDigit(_ byte: UInt8) -> Bool { isLower(byte) || isDigit(byte) }
  static func isLetterOrDigit(_ byte: UInt8) -> Bool { isLowerOrDigit(byte) || isUpper(byte) }

  static func hasDoubleHyphen(_ text: String) -> Bool {
    var afterHyphen = false
    for byte in text.utf8 {
      if byte == 0x2d, afterHyphen { return true }
      afterHyphen = byte == 0x2d
    }
    return false
  }

  static func isLabel(_ bytes: some Collection<UInt8>) -> Bool {
    guard let first = bytes.first, isLowerOrDigit(first) else { return false }
    var last = first
    for byte in bytes {
      guard isLowerOrDigit(byte) || byte == 0x2d else { return false }
      last = byte
    }
    return isLowerOrDigit(last)
  }

  static func problemsOfLabel(_ text: String) -> [String] {
    var problems: [String] = []
    if text.utf8.count > 63 { problems.append(tooLong(63)) }
    if !isLabel(text.utf8) { problems.append(label) }
    return problems
  }

  static func problemsOfDNS1035(_ text: String) -> [String] {
    var problems: [String] = []
    if text.utf8.count > 63 { problems.append(tooLong(63)) }
    if !isLabel(text.utf8) || !isLower(text.utf8.first!) { problems.append(dns1035) }
    return problems
  }

  static func problemsOfSubdomain(_ text: String) -> [String] {
    var problems: [String] = []
    if text.utf8.count > 253 { problems.append(tooLong(253)) }
    let parts = text.utf8.split(separator: 0x2e, omittingEmptySubsequences: false)
    if !parts.allSatisfy({ isLabel($0) }) { problems.append(subdomain) }
    return problems
  }

  static func isQualified(_ bytes: some Collection<UInt8>) -> Bool {
    guard let first = bytes.first, isLetterOrDigit(first) else { return false }
    var last = first
    for byte in bytes {
      guard isLetterOrDigit(byte) || byte == 0x2d || byte == 0x5f || byte == 0x2e else {
        return false
      }
      last = byte
    }
    return isLetterOrDigit(last)
  }

  /// A label's key, `app` or `example.com/app`.
  static func problemsOfKey(_ text: String) -> [String] {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    var problems: [String] = []
    var name = text
    if parts.count == 2 {
      name = String(parts[1])
      if parts[0].isEmpty {
        problems.append("prefix part must be non-empty")
      } else {
        problems += problemsOfSubdomain(String(parts[0])).map { "prefix part " + $0 }
      }
    } else if parts.count > 2 {
      return [
        "a qualified name must consist of alphanumeric characters, '-', '_' or '.', and must"
          + " start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or"
          + " '123-abc', regex used for validation is"
          + " '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]') with an optional DNS subdomain prefix"
          + " and '/' (e.g. 'example.com/MyName')"
      ]
    }
    if name.isEmpty {
      problems.append("name part must be non-empty")
    } else if name.utf8.count > 63 {
      problems.append("name part " + tooLong(63))
    }
    if !isQualified(name.utf8) { problems.append(qualified) }
    return problems
  }

  static func problemsOfValue(_ text: String) -> [String] {
    var problems: [String] = []
    if text.utf8.count > 63 { problems.append(tooLong(63)) }
    if !text.isEmpty, !isQualified(text.utf8) { problems.append(value) }
    return problems
  }
}
