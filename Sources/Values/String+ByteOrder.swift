extension String {
  /// Whether this text comes before `other` when both are compared byte by byte (UTF-8).
  ///
  /// Names, keys and lists of a cluster are ordered like this, never by locale.
  public func precedesByBytes(_ other: String) -> Bool {
    utf8.lexicographicallyPrecedes(other.utf8)
  }
}
