extension Int {
  /// The number that `text` writes in decimal digits, the same on every platform: what is beyond
  /// 2³⁰ either way counts as 2³⁰, because `Int` has 32 bits in WebAssembly.
  ///
  /// For counts and places given by a user, which nothing here reaches. Nil when `text` is no
  /// number, or one of more than 64 bits.
  package init?(bounded text: some StringProtocol) {
    guard let number = Int64(text) else { return nil }
    self.init(bounding: number)
  }

  /// `number`, or 2³⁰ with its sign when it is beyond that.
  package init(bounding number: Int64) {
    self = Int(Swift.min(Swift.max(number, -(1 << 30)), 1 << 30))
  }
}
