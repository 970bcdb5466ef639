public import Values

/// An amount of something: `1Gi`, `500m`, `2`.
///
/// Amounts are kept to a thousandth, up to 9 quintillion whole units; what is finer is rounded
/// up, as Kubernetes does. The text is the canonical one that a real server prints back
/// (`1024Mi` becomes `1Gi`, `0.5` becomes `500m`).
public struct Quantity: FieldValue, Hashable, Sendable {
  /// The whole units, rounded toward zero.
  public let whole: Int64

  /// What is left, in thousandths of a unit, with the sign of the amount.
  public let thousandths: Int64

  /// The canonical text.
  public let text: String

  public static var goType: String { "resource.Quantity" }
  public static var zero: Quantity { Quantity() }
  public var isLeftOutWhenWritten: Bool { false }

  /// Nothing: `0`.
  public init() {
    whole = 0
    thousandths = 0
    text = "0"
  }

  init(whole: Int64, thousandths: Int64, text: String) {
    self.whole = whole
    self.thousandths = thousandths
    self.text = text
  }

  /// The amount in thousandths (`500m` is 500); the largest number when it does not fit.
  public var inThousandths: Int64 {
    let (product, overflow) = whole.multipliedReportingOverflow(by: 1000)
    if overflow { return whole < 0 ? Int64.min : Int64.max }
    let (sum, second) = product.addingReportingOverflow(thousandths)
    return second ? Int64.max : sum
  }

  public static func == (left: Quantity, right: Quantity) -> Bool {
    left.whole == right.whole && left.thousandths == right.thousandths && left.text == right.text
  }

  /// Whether the amount is smaller, whatever the texts are.
  public func isLess(than other: Quantity) -> Bool {
    (whole, thousandths) < (other.whole, other.thousandths)
  }

  public static func decode(
    _ value: JSON, _ context: inout DecodingContext
  ) throws(FieldError) -> Quantity {
    let source: String
    switch value {
    case .string(let text): source = text
    case .integer(let number): source = String(number)
    case .number(let number): source = JSON.text(of: number)
    default: source = "?"
    }
    guard let quantity = Quantity(source) else {
      throw FieldError(
        message: "quantities must match the regular expression"
          + " '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'")
    }
    return quantity
  }

  public func encode() -> JSON { .string(text) }
}
