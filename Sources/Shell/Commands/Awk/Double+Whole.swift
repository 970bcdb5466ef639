/// Whole numbers without the C library's mathematics, which the portable modules do not link.
extension Double {
  /// The number without its fraction.
  var truncated: Double {
    // From 2⁵³ on every number is whole.
    magnitude < 9_007_199_254_740_992 ? Double(Int64(self)) : self
  }

  /// The nearest whole number; halves go away from zero.
  var nearest: Double { self < 0 ? (self - 0.5).truncated : (self + 0.5).truncated }

  /// What is left of a division whose quotient is whole, with the sign of the dividend.
  func remainder(after divisor: Double) -> Double {
    let limit = 9_007_199_254_740_992.0
    if self == truncated, divisor == divisor.truncated, magnitude < limit,
      divisor.magnitude < limit
    {
      return Double(Int64(self) % Int64(divisor))
    }
    return self - divisor * (self / divisor).truncated
  }
}
