using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commissioner.Data.Mapping;

/// <summary>
/// The tables in which Quartz keeps the timetable that several nodes share, in a schema of their own. Nobody else reads or writes them, and
/// whatever stands in them may be deleted at any moment. Names and types are Quartz's (4.7).
/// </summary>
public static class JobStore
{
    /// <summary>The schema.</summary>
    public const string Schema = "quartz";

    private static readonly string[] Trigger = ["sched_name", "trigger_name", "trigger_group"];
    private static readonly string[] Job = ["sched_name", "job_name", "job_group"];

    internal static void Map(ModelBuilder model)
    {
        Table(
            model,
            "job_details",
            Job,
            b =>
                b.Text("description", 250)
                    .Text("job_class_name", 250, true)
                    .Of<bool>("is_durable")
                    .Of<bool>("is_nonconcurrent")
                    .Of<bool>("is_update_data")
                    .Of<bool>("requests_recovery")
                    .Of<byte[]?>("job_data")
                    .HasIndex("sched_name", "job_group", "job_name")
        );
        Table(
            model,
            "triggers",
            Trigger,
            b =>
            {
                b.Text("job_name", 150, true)
                    .Text("job_group", 150, true)
                    .Text("description", 250)
                    .Of<long?>("next_fire_time")
                    .Of<long?>("prev_fire_time")
                    .Of<int?>("priority")
                    .Text("trigger_state", 16, true)
                    .Text("trigger_type", 8, true)
                    .Of<long>("start_time")
                    .Of<long?>("end_time")
                    .Text("calendar_name", 200)
                    .Of<int?>("misfire_instr")
                    .Of<long?>("misfire_orig_fire_time")
                    .Text("execution_group", 200)
                    .Text("preferred_node", 200)
                    .Text("retry_policy", 250)
                    .Of<int?>("retry_attempt")
                    .Text("continues_trigger_name", 150)
                    .Text("continues_trigger_group", 150)
                    .Of<int?>("continuation_condition")
                    .Of<int?>("overlap_policy")
                    .Paused()
                    .Of<long?>("misfire_threshold")
                    .Of<bool?>("fixed_delay")
                    .Of<byte[]?>("job_data");
                b.IndexerProperty<bool>("preferred_node_auto").HasDefaultValue(false);
                b.HasOne(Name("job_details"), null).WithMany().HasForeignKey(Job).OnDelete(DeleteBehavior.Restrict);
                b.HasIndex("sched_name", "trigger_group", "trigger_name");
                b.HasIndex("sched_name", "calendar_name");
                b.HasIndex("sched_name", "trigger_state", "next_fire_time", "priority", "misfire_instr")
                    .IsDescending(false, false, false, true, false)
                    .HasDatabaseName("ix_triggers_next");
            }
        );
        Part(model, "simple_triggers", b => b.Of<int>("repeat_count").Of<long>("repeat_interval").Of<int>("times_triggered"));
        Part(model, "cron_triggers", b => b.Text("cron_expression", 120, true).Text("time_zone_id", 80));
        Part(
            model,
            "simprop_triggers",
            b =>
            {
                b.Text("str_prop_1", 512)
                    .Text("str_prop_2", 512)
                    .Text("str_prop_3", 512)
                    .Of<int?>("int_prop_1")
                    .Of<int?>("int_prop_2")
                    .Of<long?>("long_prop_1")
                    .Of<long?>("long_prop_2")
                    .Of<bool?>("bool_prop_1")
                    .Of<bool?>("bool_prop_2")
                    .Text("time_zone_id", 80);
                b.IndexerProperty<decimal?>("dec_prop_1").HasPrecision(13, 4);
                b.IndexerProperty<decimal?>("dec_prop_2").HasPrecision(13, 4);
            }
        );
        Part(model, "blob_triggers", b => b.Of<byte[]?>("blob_data"));
        Table(model, "calendars", ["sched_name", "calendar_name"], b => b.IndexerProperty<byte[]>("calendar").IsRequired());
        Table(model, "paused_trigger_grps", ["sched_name", "trigger_group"], b => b.Paused());
        Table(model, "paused_job_grps", ["sched_name", "job_group"], b => b.Paused());
        Table(
            model,
            "fired_triggers",
            ["sched_name", "entry_id"],
            b =>
            {
                b.Text("trigger_name", 150, true)
                    .Text("trigger_group", 150, true)
                    .Text("instance_name", 200, true)
                    .Of<long>("fired_time")
                    .Of<long>("sched_time")
                    .Of<int>("priority")
                    .Text("state", 16, true)
                    .Text("job_name", 150)
                    .Text("job_group", 150)
                    .Of<bool>("is_nonconcurrent")
                    .Of<bool?>("requests_recovery")
                    .Text("execution_group", 200)
                    .Of<int?>("progress")
                    .Text("progress_message", 250)
                    .Of<long?>("interrupt_requested_time");
                b.HasIndex("sched_name", "instance_name", "requests_recovery").HasDatabaseName("ix_fired_triggers_instance");
                b.HasIndex("sched_name", "job_name", "job_group").HasDatabaseName("ix_fired_triggers_job");
                b.HasIndex("sched_name", "trigger_name", "trigger_group").HasDatabaseName("ix_fired_triggers_trigger");
            }
        );
        Table(
            model,
            "scheduler_state",
            ["sched_name", "instance_name"],
            b => b.Of<long>("last_checkin_time").Of<long>("checkin_interval").Text("quartz_version", 20)
        );
        Table(model, "locks", ["sched_name", "lock_name"], _ => { });
    }

    private static string Name(string table) => $"{Schema}_{table}";

    private static void Table(
        ModelBuilder model,
        string table,
        string[] key,
        Action<EntityTypeBuilder<Dictionary<string, object>>> columns
    ) =>
        model.SharedTypeEntity<Dictionary<string, object>>(
            Name(table),
            b =>
            {
                b.ToTable(table, Schema);
                foreach (var column in key)
                {
                    b.Text(
                        column,
                        column switch
                        {
                            "sched_name" => 120,
                            "instance_name" or "calendar_name" => 200,
                            "entry_id" => 140,
                            "lock_name" => 40,
                            _ => 150,
                        },
                        true
                    );
                }

                b.HasKey(key);
                columns(b);
            }
        );

    // What kinds of triggers say beyond the common: gone with the trigger.
    private static void Part(ModelBuilder model, string table, Action<EntityTypeBuilder<Dictionary<string, object>>> columns) =>
        Table(
            model,
            table,
            Trigger,
            b =>
            {
                columns(b);
                b.HasOne(Name("triggers"), null).WithOne().HasForeignKey(Name(table), Trigger).OnDelete(DeleteBehavior.Cascade);
            }
        );

    private static EntityTypeBuilder<Dictionary<string, object>> Text(
        this EntityTypeBuilder<Dictionary<string, object>> builder,
        string column,
        int length,
        bool required = false
    )
    {
        builder.IndexerProperty<string>(column).HasMaxLength(length).IsRequired(required);
        return builder;
    }

    private static EntityTypeBuilder<Dictionary<string, object>> Of<T>(
        this EntityTypeBuilder<Dictionary<string, object>> builder,
        string column
    )
    {
        builder.IndexerProperty<T>(column);
        return builder;
    }

    private static EntityTypeBuilder<Dictionary<string, object>> Paused(this EntityTypeBuilder<Dictionary<string, object>> builder) =>
        builder.Text("pause_reason", 250).Text("paused_by", 200).Of<long?>("paused_at");
}
