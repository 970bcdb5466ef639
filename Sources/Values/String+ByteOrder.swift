extension String {
  /// Whether this text comes before `other` when both are compared byte by byte (UTF-8).
  ///
  /// Names, keys and lists of a cluster are ordered like this, never by locale.
  public func precedesByBytes(_ other: String) -> Bool {
    comparedByBytes(to: other) < 0
  }

  /// Less than 0 when this text comes before `other`, byte by byte, 0 when both are the same
  /// bytes, more than 0 when it comes after.
  public func comparedByBytes(to other: String) -> Int {
    withBytes { left in
      other.withBytes { right in
        for index in 0..<min(left.count, right.count) where left[index] != right[index] {
          return left[index] < right[index] ? -1 : 1
        }
        return left.count - right.count
      }
    }
  }

  /// Gives the bytes of the text (UTF-8), at once, to who looks at every one of them.
  @inlinable
  public func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    utf8.withContiguousStorageIfAvailable(body) ?? Array(utf8).withUnsafeBufferPointer(body)
  }
}
