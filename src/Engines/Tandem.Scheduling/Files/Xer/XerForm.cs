namespace Tandem.Scheduling.Files;

/// <summary>The tables of a P6 23.12 export in their order: fields, and what stands in a new row unless it says otherwise (<c>field=value</c>).</summary>
internal static class XerForm
{
    private static readonly (string Table, string Fields)[] Tables =
    [
        ("PROJECT", """
            proj_id fy_start_month_num=1 rsrc_self_add_flag=Y allow_complete_flag=Y rsrc_multi_assign_flag=Y checkout_flag=N project_flag=Y step_complete_flag=N cost_qty_recalc_flag=N batch_sum_flag=N
            name_sep_char=. def_complete_pct_type=CP_Drtn proj_short_name acct_id orig_proj_id source_proj_id base_type_id clndr_id sum_base_proj_id task_code_base=1000 task_code_step=10 priority_num=10
            wbs_max_sum_level=0 strgy_priority_num=500 last_checksum critical_drtn_hr_cnt=0 def_cost_per_qty=0 last_recalc_date plan_start_date plan_end_date scd_end_date add_date last_tasksum_date
            fcst_start_date def_duration_type=DT_FixedDrtn task_code_prefix=A guid def_qty_type=QT_Hour add_by_name web_local_root_path proj_url def_rate_type=COST_PER_QTY add_act_remain_flag=N
            act_this_per_link_flag=Y def_task_type=TT_Task act_pct_link_flag=N critical_path_type=CT_TotFloat task_code_prefix_flag=Y def_rollup_dates_flag=Y use_project_baseline_flag=Y
            rem_target_link_flag=Y reset_planned_flag=Y allow_neg_act_flag=N sum_assign_level=SL_Taskrsrc last_fin_dates_id fintmpl_id last_baseline_update_date cr_external_key apply_actuals_date
            location_id last_schedule_date loaded_scope_level=7 export_flag=Y new_fin_dates_id baselines_to_export baseline_names_to_export next_data_date close_period_flag sum_refresh_date
            trsrcsum_loaded sumtask_loaded
            """),
        ("CALENDAR", "clndr_id default_flag=N clndr_name proj_id base_clndr_id last_chng_date clndr_type=CA_Project day_hr_cnt=8 week_hr_cnt=40 month_hr_cnt=172 year_hr_cnt=2000 rsrc_private=N clndr_data"),
        ("SCHEDOPTIONS", """
            schedoptions_id=1 proj_id sched_outer_depend_type=SD_Both sched_open_critical_flag=N sched_lag_early_start_flag=Y sched_retained_logic=Y sched_setplantoforecast=N sched_float_type=FT_FF
            sched_calendar_on_relationship_lag=rcal_Predecessor sched_use_expect_end_flag=Y sched_progress_override=N level_float_thrs_cnt=0 level_outer_assign_flag=N level_outer_assign_priority=5
            level_over_alloc_pct=25 level_within_float_flag=N level_keep_sched_date_flag=Y level_all_rsrc_flag=Y sched_use_project_end_date_for_float=Y enable_multiple_longest_path_calc=N
            limit_multiple_longest_path_calc=Y max_multiple_longest_path=10 use_total_float_multiple_longest_paths=Y key_activity_for_multiple_longest_paths LevelPriorityList
            """),
        ("PROJWBS", """
            wbs_id proj_id obs_id seq_num est_wt=1 proj_node_flag=N sum_data_flag=N status_code=WS_Open wbs_short_name wbs_name phase_id parent_wbs_id ev_user_pct=6 ev_etc_user_value=0.88 orig_cost=0
            indep_remain_total_cost=0 ann_dscnt_rate_pct dscnt_period_type indep_remain_work_qty=0 anticip_start_date anticip_end_date ev_compute_type=EC_Cmp_pct ev_etc_compute_type=EE_Rem_hr guid
            tmpl_guid plan_open_state
            """),
        ("RSRC", """
            rsrc_id parent_rsrc_id clndr_id role_id shift_id user_id pobs_id guid rsrc_seq_num email_addr employee_code office_phone other_phone rsrc_name rsrc_short_name rsrc_title_name def_qty_per_hr=1
            cost_qty_type=QT_Hour ot_factor=0 active_flag=Y auto_compute_act_flag=N def_cost_qty_link_flag=Y ot_flag=N curr_id unit_id rsrc_type=RT_Labor location_id rsrc_notes load_tasks_flag=N
            level_flag=N last_checksum
            """),
        ("RSRCRATE", "rsrc_rate_id rsrc_id max_qty_per_hr=1 cost_per_qty cost_per_qty2=0 cost_per_qty3=0 cost_per_qty4=0 cost_per_qty5=0 start_date shift_period_id"),
        ("UDFTYPE", "udf_type_id table_name=TASK udf_type_name udf_type_label logical_data_type=FT_TEXT super_flag=N indicator_expression summary_indicator_expression"),
        ("TASK", """
            task_id proj_id wbs_id clndr_id phys_complete_pct=0 rev_fdbk_flag=N est_wt=1 lock_plan_flag=N auto_compute_act_flag=N complete_pct_type=CP_Drtn task_type=TT_Task duration_type=DT_FixedDrtn
            status_code=TK_NotStart task_code task_name rsrc_id total_float_hr_cnt free_float_hr_cnt remain_drtn_hr_cnt=0 act_work_qty=0 remain_work_qty=0 target_work_qty=0 target_drtn_hr_cnt=0
            target_equip_qty=0 act_equip_qty=0 remain_equip_qty=0 cstr_date act_start_date act_end_date late_start_date late_end_date expect_end_date early_start_date early_end_date restart_date
            reend_date target_start_date target_end_date rem_late_start_date rem_late_end_date cstr_type priority_type=PT_Normal suspend_date resume_date float_path float_path_order guid tmpl_guid
            cstr_date2 cstr_type2 driving_path_flag=N act_this_per_work_qty=0 act_this_per_equip_qty=0 external_early_start_date external_late_end_date create_date update_date create_user
            update_user location_id crt_path_num
            """),
        ("PROJCOST", "cost_item_id acct_id pobs_id cost_type_id proj_id task_id cost_name target_cost act_cost=0 remain_cost qty_name target_qty=1 cost_per_qty po_number vendor_name cost_load_type=CL_Uniform auto_compute_act_flag=N cost_descr"),
        ("TASKPRED", "task_pred_id task_id pred_task_id proj_id pred_proj_id pred_type lag_hr_cnt comments float_path aref arls"),
        ("TASKRSRC", """
            taskrsrc_id task_id proj_id cost_qty_link_flag=Y role_id acct_id rsrc_id pobs_id skill_level remain_qty=0 target_qty=0 remain_qty_per_hr=0 target_lag_drtn_hr_cnt=0 target_qty_per_hr=0 act_ot_qty=0
            act_reg_qty=0 relag_drtn_hr_cnt=0 ot_factor cost_per_qty=0 target_cost=0 act_reg_cost=0 act_ot_cost=0 remain_cost=0 act_start_date act_end_date restart_date reend_date target_start_date
            target_end_date rem_late_start_date rem_late_end_date rollup_dates_flag=Y target_crv remain_crv actual_crv ts_pend_act_end_flag=N guid rate_type=COST_PER_QTY act_this_per_cost=0
            act_this_per_qty=0 curv_id rsrc_type=RT_Labor cost_per_qty_source_type=ST_Rsrc create_user create_date has_rsrchours=N taskrsrc_sum_id
            """),
        ("UDFVALUE", "udf_type_id fk_id proj_id udf_date udf_number udf_text udf_code_id"),
    ];

    /// <summary>Fields with their defaults (empty where there is none) of a table.</summary>
    public static IEnumerable<(string Field, string Value)> FieldsOf(string table) =>
        from field in Tables.First(t => t.Table == table).Fields.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        let at = field.IndexOf('=')
        select at < 0 ? (field, "") : (field[..at], field[(at + 1)..]);

    /// <summary>Place of a table in a file; unknown ones stand last.</summary>
    public static int Rank(string table) => Array.FindIndex(Tables, t => t.Table == table) is >= 0 and var at ? at : int.MaxValue;
}
