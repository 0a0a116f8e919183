/**
 * The structured view of a life: what there is in each part of it, who is spoken of and how often,
 * and what is planned. It reads what persist filed and computes nothing that a store knows.
 */
@NullMarked
package dev.mneme.recall.life;

import org.jspecify.annotations.NullMarked;
