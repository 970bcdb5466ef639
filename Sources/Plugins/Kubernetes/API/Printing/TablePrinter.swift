import Simulation
import Values

/// How objects of one kind become cells.
struct TablePrinter {
  var columns: [Table.Column]
  var cells: (KubernetesObject, VirtualTime) -> [JSON]

  init(
    columns: [Table.Column], cells: @escaping (KubernetesObject, VirtualTime) -> [JSON]
  ) {
    self.columns = columns
    self.cells = cells
  }

  /// The printer of a kind; kinds without one of their own show name and age.
  init(_ type: ResourceType) {
    self.init(
      columns: [.init("Name", format: "name"), .init("Created At", type: "date")]
    ) { object, _ in
      [.string(object.name), .string(object.metadata.creationTimestamp?.calendar.rfc3339 ?? "")]
    }
  }
}
