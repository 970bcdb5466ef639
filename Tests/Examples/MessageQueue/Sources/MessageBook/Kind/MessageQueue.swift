import KubernetesAPI
import Simulation
import Values

/// A queue of a cluster, as a manifest asks for one: the kind `Queue` of `messages.example.org/v1`.
final class MessageQueue: KubernetesObject, TypedObject {
  static let resource = ResourceType(
    "queues", "Queue", group: "messages.example.org", shortNames: ["mq"],
    hasStatusSubresource: true, countsGenerations: true,
    columns: [
      PrinterColumn("Limit", path: ".spec.limit"), PrinterColumn("Ready", path: ".status.ready"),
      .age,
    ]
  ) { MessageQueue() }

  var spec = MessageQueueSpec()
  var status = MessageQueueStatus()

  init() { super.init(MessageQueue.resource) }

  override func copy() -> MessageQueue { MessageQueue(copying: self) }

  private init(copying original: MessageQueue) {
    spec = original.spec
    status = original.status
    super.init(copying: original)
  }

  override func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("spec", &spec)
    try fields.field("status", &status)
  }

  override func fillDefaults() {
    if spec.limit == nil { spec.limit = 100 }
  }

  override func validate() -> [APIError.Cause] {
    guard let limit = spec.limit, limit < 1 else { return [] }
    return [.invalid("spec.limit", String(limit), "must be greater than 0")]
  }

  override func hasSameSpec(as other: KubernetesObject) -> Bool {
    (other as? MessageQueue)?.spec == spec
  }

  override func hasSameStatus(as other: KubernetesObject) -> Bool {
    (other as? MessageQueue)?.status == status
  }

  override func takeStatus(from other: KubernetesObject) {
    if let other = other as? MessageQueue { status = other.status }
  }

  override var hasStatus: Bool { true }
}

/// What is wanted of a queue.
struct MessageQueueSpec: FieldRecord, Hashable {
  static var goType: String { "v1.QueueSpec" }

  /// How many messages may wait.
  var limit: Int32?

  mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("limit", &limit)
  }
}

/// What its controller saw of it.
struct MessageQueueStatus: FieldRecord, Hashable {
  static var goType: String { "v1.QueueStatus" }

  /// Whether its pod is ready.
  var ready = false

  mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.always("ready", &ready)
  }
}
