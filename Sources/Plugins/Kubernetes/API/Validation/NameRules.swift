import Values

/// What names, label keys and label values may look like. Each rule gives what is wrong, in the
/// words of the real server; nothing is nothing.
public enum NameRules {
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
    if !text.withBytes({ isLabel($0) }) { problems.append(label) }
    return problems
  }

  static func problemsOfDNS1035(_ text: String) -> [String] {
    var problems: [String] = []
    if text.utf8.count > 63 { problems.append(tooLong(63)) }
    if !text.withBytes({ isLabel($0) && isLower($0[0]) }) { problems.append(dns1035) }
    return problems
  }

  static func problemsOfSubdomain(_ text: String) -> [String] {
    var problems: [String] = []
    if text.utf8.count > 253 { problems.append(tooLong(253)) }
    if !text.withBytes({ isSubdomain($0) }) { problems.append(subdomain) }
    return problems
  }

  /// Labels with dots between them.
  static func isSubdomain(_ bytes: some Collection<UInt8>) -> Bool {
    var isInLabel = false
    var last: UInt8 = 0x2e
    for byte in bytes {
      if isLowerOrDigit(byte) {
        isInLabel = true
      } else if byte == 0x2e {
        guard isLowerOrDigit(last) else { return false }
        isInLabel = false
      } else {
        guard byte == 0x2d, isInLabel else { return false }
      }
      last = byte
    }
    return isLowerOrDigit(last)
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
  public static func problemsOfKey(_ text: String) -> [String] {
    let isGood = text.withBytes { bytes in
      guard let slash = bytes.firstIndex(of: 0x2f) else { return isKeyName(bytes[...]) }
      return slash <= 253 && isSubdomain(bytes[..<slash]) && isKeyName(bytes[(slash + 1)...])
    }
    return isGood ? [] : whatIsWrong(withKey: text)
  }

  /// The part of a key behind the slash, if there is one.
  private static func isKeyName(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    bytes.count <= 63 && isQualified(bytes)
  }

  private static func whatIsWrong(withKey text: String) -> [String] {
    let parts = text.utf8.split(separator: 0x2f, omittingEmptySubsequences: false)
      .map { String(Substring($0)) }
    if parts.count > 2 {
      return [
        "a qualified name must consist of alphanumeric characters, '-', '_' or '.', and must"
          + " start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or"
          + " '123-abc', regex used for validation is"
          + " '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]') with an optional DNS subdomain prefix"
          + " and '/' (e.g. 'example.com/MyName')"
      ]
    }
    var problems: [String] = []
    if parts.count == 2 {
      if parts[0].isEmpty {
        problems.append("prefix part must be non-empty")
      } else {
        problems += problemsOfSubdomain(parts[0]).map { "prefix part " + $0 }
      }
    }
    let name = parts[parts.count - 1]
    if name.isEmpty {
      problems.append("name part must be non-empty")
    } else if name.utf8.count > 63 {
      problems.append("name part " + tooLong(63))
    }
    if !isQualified(name.utf8) { problems.append(qualified) }
    return problems
  }

  /// What is wrong with the value of a label: at most 63 bytes; empty is allowed.
  public static func problemsOfValue(_ text: String) -> [String] {
    var problems: [String] = []
    if text.utf8.count > 63 { problems.append(tooLong(63)) }
    if !text.isEmpty, !text.withBytes({ isQualified($0) }) { problems.append(value) }
    return problems
  }
}
