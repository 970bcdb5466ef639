import SQL

extension SystemVariables {
  /// Variables and options of MySQL that are not simulated. InnoDB's, those of the performance schema
  /// and those of TLS are told by how they begin.
  private static let missing = Set(
    """
    abort_slave_event_count activate_all_roles_on_login admin_address admin_port admin_ssl_ca
    admin_ssl_capath admin_ssl_cert admin_ssl_cipher admin_ssl_crl admin_ssl_crlpath admin_ssl_key
    allow_suspicious_udfs authentication_policy automatic_sp_privileges avoid_temporal_upgrade
    back_log big_tables binlog_cache_size binlog_direct_non_transactional_updates
    binlog_encryption binlog_error_action binlog_expire_logs_auto_purge
    binlog_group_commit_sync_delay binlog_group_commit_sync_no_delay_count
    binlog_gtid_simple_recovery binlog_max_flush_queue_time binlog_order_commits
    binlog_row_event_max_size binlog_row_metadata binlog_row_value_options
    binlog_rows_query_log_events binlog_stmt_cache_size binlog_transaction_compression
    binlog_transaction_compression_level_zstd binlog_transaction_dependency_history_size
    binlog_transaction_dependency_tracking block_encryption_mode bulk_insert_buffer_size
    caching_sha2_password_digest_rounds character_set_client_handshake character_set_filesystem
    character_sets_dir check_proxy_users chroot completion_type concurrent_insert connect_timeout
    connection_memory_limit create_admin_listener_thread cte_max_recursion_depth
    default_password_lifetime default_table_encryption default_tmp_storage_engine
    default_week_format delay_key_write disabled_storage_engines disconnect_on_expired_password
    div_precision_increment end_markers_in_json eq_range_index_dive_limit event_scheduler
    external_locking flush flush_time ft_boolean_syntax ft_max_word_len ft_min_word_len
    ft_query_expansion_limit ft_stopword_file general_log general_log_file
    generated_random_password_length global_connection_memory_limit group_concat_max_len
    group_replication_consistency host_cache_size information_schema_stats_expiry init_connect
    init_file init_replica init_slave internal_tmp_mem_storage_engine join_buffer_size
    keep_files_on_create key_buffer_size key_cache_age_threshold key_cache_block_size
    key_cache_division_limit large_pages lc_time_names local_infile lock_wait_timeout
    log_bin_trust_function_creators log_bin_use_v1_row_events log_error_services
    log_error_suppression_list log_error_verbosity log_output log_queries_not_using_indexes
    log_raw log_slow_admin_statements log_slow_extra log_slow_replica_statements
    log_slow_slave_statements log_statements_unsafe_for_binlog
    log_throttle_queries_not_using_indexes log_timestamps long_query_time low_priority_updates
    mandatory_roles master_info_repository master_verify_checksum max_binlog_cache_size
    max_binlog_stmt_cache_size max_connect_errors max_delayed_threads max_digest_length
    max_error_count max_execution_time max_heap_table_size max_join_size max_length_for_sort_data
    max_points_in_geometry max_prepared_stmt_count max_relay_log_size max_seeks_for_key
    max_sort_length max_sp_recursion_depth max_user_connections max_write_lock_count
    min_examined_row_limit myisam_recover_options myisam_sort_buffer_size net_buffer_length
    net_read_timeout net_retry_count net_write_timeout offline_mode old_alter_table
    optimizer_prune_level optimizer_search_depth optimizer_switch optimizer_trace
    optimizer_trace_features optimizer_trace_limit optimizer_trace_max_mem_size
    optimizer_trace_offset parser_max_mem_size partial_revokes password_history
    password_require_current password_reuse_interval persisted_globals_load port_open_timeout
    preload_buffer_size print_identified_with_as_hex profiling_history_size
    protocol_compression_algorithms query_alloc_block_size query_prealloc_size
    range_alloc_block_size range_optimizer_max_mem_size read_buffer_size read_rnd_buffer_size
    regexp_stack_limit regexp_time_limit relay_log_index relay_log_info_file
    relay_log_info_repository relay_log_space_limit replica_checkpoint_group
    replica_checkpoint_period replica_compressed_protocol replica_exec_mode
    replica_max_allowed_packet replica_parallel_type replica_pending_jobs_size_max
    replica_preserve_commit_order replica_skip_errors replica_sql_verify_checksum
    replica_type_conversions replicate_do_db replicate_do_table replicate_ignore_db
    replicate_ignore_table replicate_rewrite_db replicate_same_server_id replicate_wild_do_table
    replicate_wild_ignore_table report_password report_user require_secure_transport rpl_read_size
    rpl_stop_replica_timeout rpl_stop_slave_timeout schema_definition_cache
    secondary_engine_cost_threshold select_into_buffer_size select_into_disk_sync
    select_into_disk_sync_delay server_id_bits session_track_gtids session_track_schema
    session_track_state_change session_track_system_variables session_track_transaction_info
    sha256_password_proxy_users show_create_table_verbosity show_old_temporals skip_grant_tables
    skip_show_database slave_checkpoint_group slave_checkpoint_period slave_compressed_protocol
    slave_exec_mode slave_max_allowed_packet slave_parallel_type slave_pending_jobs_size_max
    slave_preserve_commit_order slave_rows_search_algorithms slave_skip_errors
    slave_sql_verify_checksum slave_type_conversions slow_launch_time slow_query_log
    slow_query_log_file sort_buffer_size source_verify_checksum sql_generate_invisible_primary_key
    sql_require_primary_key stored_program_cache stored_program_definition_cache sync_master_info
    sync_relay_log_info sync_source_info sysdate_is_now table_definition_cache
    table_encryption_privilege_check table_open_cache table_open_cache_instances
    tablespace_definition_cache tc_heuristic_recover temptable_max_mmap temptable_max_ram
    temptable_use_mmap terminology_use_previous thread_cache_size thread_handling thread_stack
    tls_ciphersuites tls_version tmp_table_size transaction_alloc_block_size
    transaction_prealloc_size transaction_write_set_extraction updatable_views_with_limit upgrade
    windowing_use_high_precision xa_detach_on_prepare
    """.utf8.split { $0 == 32 || $0 == 10 }.map { String(Substring($0)) })

  /// Those of 5.7 that 8.0 has no more.
  private static let formerly: Set<String> = [
    "date_format", "datetime_format", "log_syslog", "log_warnings", "old_passwords",
    "query_cache_limit", "query_cache_min_res_unit", "query_cache_size", "query_cache_type",
    "query_cache_wlock_invalidate", "show_compatibility_56", "time_format", "tx_read_only",
  ]

  private static let missingFamilies = [
    "innodb_", "performance_schema_", "ssl_", "admin_", "mysqlx_",
  ]

  /// Whether MySQL has a variable or an option of that name that this server does not simulate.
  func isMissing(_ name: String) -> Bool {
    guard find(name) == nil, !name.utf8.contains(UInt8(ascii: "%")) else { return false }
    return SystemVariables.missing.contains(name)
      || (isOld && SystemVariables.formerly.contains(name))
      || SystemVariables.missingFamilies.contains { name.hasPrefix($0) }
  }

  /// Whether a pattern of LIKE means variables that this server does not simulate.
  func meansMissing(_ pattern: String) -> Bool {
    SystemVariables.missing.contains { SQLSession.matches($0, pattern) }
      || SystemVariables.missingFamilies.contains { pattern.lowercased().hasPrefix($0) }
  }

  /// What is said about a variable that the server does not know.
  func refusal(_ name: String) -> SQLError {
    let name = name.lowercased()
    return isMissing(name) ? .unsupported("@@\(name)") : .unknownVariable(name)
  }
}
