/// The flags that several commands share.
extension Flag {
  // Every command has these.
  static let namespace = Flag(
    "namespace", "n", .text(""),
    "If present, the namespace scope for this CLI request")
  static let requestTimeout = Flag(
    "request-timeout", "", .text("0"),
    "The length of time to wait before giving up on a single server request.")
  static let help = Flag("help", "h", .bool(false), "help for this command")
  static let context = Flag(
    "context", "", .text(""), "The name of the kubeconfig context to use")
  static let server = Flag(
    "server", "s", .text(""), "The address and port of the Kubernetes API server")
  static let verbosity = Flag.unsupported("v", "v", .text("0"))

  static let global: [Flag] = [
    namespace, requestTimeout, help, context, server, verbosity,
    .unsupported("as", "", .text("")), .unsupported("as-group", "", .array),
    .unsupported("as-uid", "", .text("")), .unsupported("cache-dir", "", .text("")),
    .unsupported("certificate-authority", "", .text("")),
    .unsupported("client-certificate", "", .text("")),
    .unsupported("client-key", "", .text("")), .unsupported("cluster", "", .text("")),
    .unsupported("disable-compression", "", .bool(false)),
    .unsupported("insecure-skip-tls-verify", "", .bool(false)),
    .unsupported("kubeconfig", "", .text("")), .unsupported("log-flush-frequency", "", .text("")),
    .unsupported("match-server-version", "", .bool(false)),
    .unsupported("password", "", .text("")), .unsupported("profile", "", .text("")),
    .unsupported("profile-output", "", .text("")),
    .unsupported("tls-server-name", "", .text("")), .unsupported("token", "", .text("")),
    .unsupported("user", "", .text("")), .unsupported("username", "", .text("")),
    .unsupported("vmodule", "", .text("")),
    .unsupported("warnings-as-errors", "", .bool(false)),
  ]

  static let output = Flag("output", "o", .text(""), "Output format.")
  static let filename = Flag(
    "filename", "f", .list, "The files that contain the configurations.")
  static let recursive = Flag(
    "recursive", "R", .bool(false), "Process the directory used in -f, --filename recursively.")
  static let selector = Flag(
    "selector", "l", .text(""), "Selector (label query) to filter on.")
  static let fieldSelector = Flag(
    "field-selector", "", .text(""), "Selector (field query) to filter on.")
  static let allNamespaces = Flag(
    "all-namespaces", "A", .bool(false), "If present, list the objects across all namespaces.")
  static let all = Flag("all", "", .bool(false), "Select all resources, in the namespace.")
  static let dryRun = Flag(
    "dry-run", "", .optionalText("none", whenBare: "unchanged"),
    "Must be \"none\", \"server\", or \"client\".")
  static let timeout = Flag(
    "timeout", "", .duration("0s"), "The length of time to wait before giving up.")
  static let overwrite = Flag(
    "overwrite", "", .bool(false), "If true, allow existing values to be overwritten.")
  static let force = Flag("force", "", .bool(false), "Bypass graceful deletion.")
  static let gracePeriod = Flag(
    "grace-period", "", .number(-1), "Seconds given to the resource to terminate gracefully.")
  static let wait = Flag(
    "wait", "", .bool(true), "If true, wait for resources to be gone before returning.")
  static let cascade = Flag(
    "cascade", "", .optionalText("background", whenBare: "background"),
    "Must be \"background\", \"orphan\", or \"foreground\".")
  static let ignoreNotFound = Flag(
    "ignore-not-found", "", .bool(false), "Treat \"resource not found\" as a success.")
  static let image = Flag("image", "", .text(""), "The image for the container to run.")
  static let images = Flag("image", "", .list, "Image names to run.")
  static let container = Flag("container", "c", .text(""), "Container name.")
  static let standardInput = Flag("stdin", "i", .bool(false), "Pass stdin to the container")
  static let terminal = Flag("tty", "t", .bool(false), "Stdin is a TTY")
  static let replicas = Flag("replicas", "", .number(-1), "The number of replicas.")
  static let validate = Flag(
    "validate", "", .optionalText("strict", whenBare: "strict"),
    "Must be one of: strict (or true), warn, ignore (or false).")
  static let saveConfig = Flag(
    "save-config", "", .bool(false),
    "If true, the configuration of current object will be saved in its annotation.")
  static let fieldManager = Flag("field-manager", "", .text(""), "Name of the field manager.")
  static let chunkSize = Flag("chunk-size", "", .number(500), "Size of the chunks of lists.")
  static let kustomize = Flag.unsupported("kustomize", "k", .text(""))
  static let template = Flag(
    "template", "", .text(""), "Template string or path to template file to use with -o.")
  static let showManagedFields = Flag(
    "show-managed-fields", "", .bool(false), "If true, keep the managedFields.")
  static let allowMissingTemplateKeys = Flag(
    "allow-missing-template-keys", "", .bool(true), "Ignore missing fields of templates.")
  static let patch = Flag("patch", "p", .text(""), "The patch to be applied.")
  static let revision = Flag("revision", "", .number(0), "The revision.")
}
