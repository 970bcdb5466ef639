public import Simulation
public import Values

/// A column that `kubectl get` shows of objects of a kind, behind their names.
public struct PrinterColumn: Sendable {
  /// The title, as it is written before it is shown in capitals: `Limit`.
  public let name: String
  /// Whether only `-o wide` shows it.
  public let isWide: Bool
  /// What it shows of an object at a time.
  public let cell: @Sendable (KubernetesObject, VirtualTime) -> JSON

  /// A column that shows something of the object itself.
  public init(
    _ name: String, isWide: Bool = false, _ cell: @escaping @Sendable (KubernetesObject) -> JSON
  ) {
    self.name = name
    self.isWide = isWide
    self.cell = { object, _ in cell(object) }
  }

  private init(age name: String) {
    self.name = name
    isWide = false
    cell = { TablePrinter.age($0, $1) }
  }

  /// How long ago the object was created.
  public static let age = PrinterColumn(age: "Age")
}
