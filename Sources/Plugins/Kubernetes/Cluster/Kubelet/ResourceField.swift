import KubernetesAPI
import Values

/// A request or limit of a container, as its environment or a file tells it (`resourceFieldRef`).
enum ResourceField {
  /// The amount in units of the divisor, rounded up: `limits.cpu` in whole processors, unless the
  /// divisor is `1m`; memory in bytes, unless it is `1Mi`. A limit that is not set is what the
  /// node can give, a request that is not set 0.
  ///
  /// - Returns: nil for what is no resource of a container.
  static func value(_ reference: JSON, of container: Container, on node: Node?) -> String? {
    let parts = (reference["resource"]?.string ?? "").split(separator: ".", maxSplits: 1)
    guard parts.count == 2, parts[0] == "limits" || parts[0] == "requests" else { return nil }
    let name = String(parts[1])
    guard ["cpu", "memory", "ephemeral-storage"].contains(name) else { return nil }
    let list = parts[0] == "limits" ? container.resources.limits : container.resources.requests
    let known = list[name] ?? (parts[0] == "limits" ? node?.status.allocatable[name] : nil)
    guard let amount = known else { return "0" }
    var divisor = Quantity("1") ?? amount
    if let text = reference["divisor"]?.string, let given = Quantity(text), !given.isZero {
      divisor = given
    }
    let size = thousandths(amount)
    let unit = max(1, thousandths(divisor))
    return String(size / unit + (size % unit > 0 ? 1 : 0))
  }

  /// An amount in thousandths; what does not fit counts as the largest number.
  private static func thousandths(_ amount: Quantity) -> Int64 {
    let (product, overflow) = amount.whole.multipliedReportingOverflow(by: 1000)
    if overflow { return .max }
    let (sum, isTooLarge) = product.addingReportingOverflow(amount.thousandths)
    return isTooLarge ? .max : sum
  }
}

extension Quantity {
  fileprivate var isZero: Bool { whole == 0 && thousandths == 0 }
}
