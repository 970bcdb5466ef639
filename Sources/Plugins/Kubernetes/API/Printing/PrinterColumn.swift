public import Simulation
public import Values

/// A column that `kubectl get` shows of objects of a kind, behind their names.
public struct PrinterColumn: Sendable {
  /// The title, as it is written before it is shown in capitals: `Limit`.
  public let name: String
  /// Whether only `-o wide` shows it.
  public let isWide: Bool
  /// Where an object has what it shows: `.spec.limit`; nil when code finds it. Only columns with one
  /// are in the CustomResourceDefinition that `kubectl get crd -o yaml` shows.
  public let path: String?
  /// What it shows of an object at a time.
  public let cell: @Sendable (KubernetesObject, VirtualTime) -> JSON

  /// A column that shows something of the object itself.
  public init(
    _ name: String, isWide: Bool = false, _ cell: @escaping @Sendable (KubernetesObject) -> JSON
  ) {
    self.name = name
    self.isWide = isWide
    path = nil
    self.cell = { object, _ in cell(object) }
  }

  /// A column that shows the value at a path, names with points before them: `.spec.limit`. It is
  /// empty when there is none.
  public init(_ name: String, path: String, isWide: Bool = false) {
    self.name = name
    self.isWide = isWide
    self.path = path
    cell = { object, _ in object.json().value(at: path) ?? .string("") }
  }

  private init(age name: String) {
    self.name = name
    isWide = false
    path = ".metadata.creationTimestamp"
    cell = { TablePrinter.age($0, $1) }
  }

  /// How long ago the object was created.
  public static let age = PrinterColumn(age: "Age")
}
